import { cookies } from "next/headers";
import { cookieOptions, hostCookie, readOneCookie, secureCookie } from "./host-cookie";

type Held = { readonly secret: string; readonly maxAgeSeconds: number };

const secretShape = /^[\w-]{43}$/;

/**
 * What binds a visit to a provider to this browser. Where the provider answers by a form that its own page posts, no
 * other cookie would come along than one with SameSite=None: that one is for such providers alone.
 */
export async function setVisitCookie({ secret, maxAgeSeconds }: Held, postsBack: boolean): Promise<void> {
  const jar = await cookies();
  if (postsBack) {
    const options = { ...cookieOptions(), secure: true, sameSite: "none", maxAge: maxAgeSeconds } as const;
    jar.set(secureCookie("provider_post"), secret, options);
  } else jar.set(hostCookie("provider"), secret, { ...cookieOptions(), maxAge: maxAgeSeconds });
}

/** What this browser holds of a visit that comes back by a navigation, or by a form. */
export async function readVisitCookie(postsBack: boolean): Promise<string | null> {
  const secret = postsBack
    ? await readOneCookie("provider_post", secureCookie("provider_post"))
    : await readOneCookie("provider");
  return secret && secretShape.test(secret) ? secret : null;
}

/** Keeps who has come back from a provider, while a step is left. */
export async function setIdentityCookie({ secret, maxAgeSeconds }: Held): Promise<void> {
  (await cookies()).set(hostCookie("identity"), secret, { ...cookieOptions(), maxAge: maxAgeSeconds });
}

/** What this browser goes on with after its return; null where it holds nothing. */
export async function readIdentityCookie(): Promise<string | null> {
  const secret = await readOneCookie("identity");
  return secret && secretShape.test(secret) ? secret : null;
}

/** The step is over. */
export async function dropIdentityCookie(): Promise<void> {
  (await cookies()).set(hostCookie("identity"), "", { ...cookieOptions(), maxAge: 0 });
}
