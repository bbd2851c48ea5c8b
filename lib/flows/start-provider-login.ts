import { findProvider } from "@/lib/db/auth-providers";
import { startProviderState } from "@/lib/db/provider-states";
import { takeTry } from "@/lib/db/throttles";
import { throttleAddress } from "@/lib/domain/client-address";
import { minutes } from "@/lib/domain/duration";
import { handoffQuery } from "@/lib/domain/handoff";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { VISIT_MINUTES } from "@/lib/domain/provider-visit";
import { isPreset, postsBack } from "@/lib/domain/providers";
import { throttleRules } from "@/lib/domain/throttle-rules";
import type { Visit } from "@/lib/domain/visit";
import { authorizationAddress, newVisitSecrets } from "@/lib/social/authorize";
import { refuseFailed } from "@/lib/social/refuse-failed";
import { openProvider } from "@/lib/tokens/provider-secret";
import { hashSecret, mintCookieSecret, mintSecret, throttleKey } from "@/lib/tokens/secret-token";
import { sealVisit } from "@/lib/tokens/visit-secrets";

/** A person on their way to a provider. */
export type ToProvider = {
  readonly kind: "to-provider";
  readonly url: string;
  /** What binds the visit to this browser. */
  readonly browserSecret: string;
  readonly maxAgeSeconds: number;
  /** True where it comes back by a form that another site posts. */
  readonly postsBack: boolean;
};

/**
 * Sends a person to a provider, by its id or its type. The visit is good for this app, browser and provider, for 30
 * minutes, and once (security.md 104). `browserSecret`: what this browser holds of another visit that is under way.
 */
export async function startProviderLogin(
  visit: Visit,
  idOrType: string,
  browserSecret: string | null,
): Promise<Outcome<ToProvider>> {
  const { realm, app, at, client } = visit;
  const row = await findProvider(realm.id, idOrType, { active: true });
  if (!row) return refuse({ code: "provider.off" });
  if (!app.settings.login && !app.settings.signup) return refuse({ code: "login.disabled" });
  const wait = await takeTry(
    { scope: realm.id, rule: throttleRules.providerByAddress, keyHash: throttleKey(throttleAddress(client.ip)) },
    at,
  );
  if (wait > 0) return refuse({ code: "throttle.wait", retryAfter: wait });

  const provider = openProvider(row);
  const browser = browserSecret ?? mintCookieSecret().secret;
  const state = mintSecret("pst");
  const secrets = newVisitSecrets(callbackAddress(app.origin, provider));
  try {
    const url = await authorizationAddress(provider, secrets, state.secret);
    await startProviderState(realm.id, {
      appId: app.id,
      authProviderId: row.id,
      stateHash: state.hash,
      browserHash: hashSecret(browser),
      secretsEncrypted: sealVisit(secrets),
      handoff: handoffQuery(visit),
      at,
      expiresAt: new Date(at.getTime() + minutes(VISIT_MINUTES)),
    });
    const maxAgeSeconds = VISIT_MINUTES * 60;
    return done({
      kind: "to-provider",
      url,
      browserSecret: browser,
      maxAgeSeconds,
      postsBack: postsBack(provider.type),
    });
  } catch (error) {
    return refuseFailed(visit, row, error);
  }
}

/** Where a provider sends people back to: what its owner registers there. */
export function callbackAddress(
  origin: string,
  { id, type }: Pick<ReturnType<typeof openProvider>, "id" | "type">,
): string {
  return `${origin}/auth/${isPreset(type) ? type : id}/callback`;
}
