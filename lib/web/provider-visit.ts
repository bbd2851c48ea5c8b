import { handoffQuery } from "@/lib/domain/handoff";
import type { Problem, ProblemCode } from "@/lib/domain/problem";
import { isPreset, postsBack, type ShownProvider } from "@/lib/domain/providers";
import type { Visit } from "@/lib/domain/visit";
import { finishProviderSignup } from "@/lib/flows/finish-provider-signup";
import { type Returned, returnFromProvider } from "@/lib/flows/return-from-provider";
import { startProviderLogin } from "@/lib/flows/start-provider-login";
import { currentRequest } from "@/lib/request/context";
import { goOn } from "./go-on";
import { type ProviderStop, paths } from "./paths";
import { readVisitCookie, setIdentityCookie, setVisitCookie } from "./provider-cookie";
import { requireVisit } from "./visit";

/** A provider as it stands in our addresses: a ready-made one by its type, any other by its id. */
export function segmentOf({ id, type }: Pick<ShownProvider, "id" | "type">): string {
  return isPreset(type) ? type : id;
}

/** The active provider that an address names, or null. */
export function providerAt(segment: string): ShownProvider | null {
  const { providers } = requireVisit().realm;
  return providers.find(({ id, type }) => id === segment || type === segment) ?? null;
}

/** Sends the browser to a provider; answers where to. */
export async function startAt(segment: string): Promise<string> {
  const visit = requireVisit();
  if (visit.redirectUri === "refused") return refusedReturnOf(visit);
  const provider = providerAt(segment);
  const held = provider && (await readVisitCookie(postsBack(provider.type)));
  const started = await startProviderLogin(visit, segment, held);
  if (!started.ok) return paths.providerStopped(visit, segment, stopOf(started.problems[0]));
  const { url, browserSecret, maxAgeSeconds, ...way } = started.value;
  await setVisitCookie({ secret: browserSecret, maxAgeSeconds }, way.postsBack);
  return url;
}

/**
 * A browser comes back from a provider; answers where it goes. `posted`: what it brought, where that stood in a form that
 * the provider's page posted. Such a form comes without our other cookies (of a profile that waits to be connected, of
 * the realm's session origin), so it comes once more, by itself.
 */
export async function comeBackTo(segment: string, posted: URLSearchParams | null): Promise<string> {
  if (posted) return `/auth/${segment}/callback?${answerIn(posted)}`;
  const params = new URLSearchParams(currentRequest().url.search);
  const provider = providerAt(segment);
  const browserSecret = await readVisitCookie(provider !== null && postsBack(provider.type));
  const { outcome, visit } = await returnFromProvider(requireVisit(), { provider: segment, params, browserSecret });
  goOnAs(visit);
  if (!outcome.ok) return paths.providerStopped(visit, segment, stopOf(outcome.problems[0]));
  const { value } = outcome;
  switch (value.kind) {
    case "new-person":
      return signUpOrAsk(visit, segment, value);
    case "log-in-first":
      await setIdentityCookie(value);
      return paths.providerConnect(visit, segment);
    default:
      return goOn(value);
  }
}

/** What a provider's form says, for an address: a value that is longer than any of theirs is left out. */
function answerIn(posted: URLSearchParams): URLSearchParams {
  const named = ["state", "code", "iss", "error", "user"].map((name) => [name, posted.get(name) ?? ""]);
  return new URLSearchParams(named.filter(([, value = ""]) => value !== "" && value.length <= 2_000));
}

type StepHeld = { readonly secret: string; readonly maxAgeSeconds: number };

/** Signs up at once where nothing has to be asked, else goes to the page that asks. */
async function signUpOrAsk(visit: Visit, segment: string, step: StepHeld): Promise<string> {
  const signedUp = await finishProviderSignup(visit, null, step.secret);
  if (signedUp.ok) return goOn(signedUp.value);
  await setIdentityCookie(step);
  const codes = signedUp.problems.map(({ code }) => code);
  if (codes.includes("provider.account-there")) return paths.providerConnect(visit, segment);
  return paths.providerFinish(visit, segment);
}

/** From here on this request stands for the one that began: whatever it leads to carries what that one came with. */
function goOnAs(visit: Returned["visit"]): void {
  const { searchParams } = currentRequest().url;
  for (const name of [...searchParams.keys()]) searchParams.delete(name);
  for (const [name, value] of Object.entries(handoffQuery(visit))) searchParams.set(name, value);
}

/** Said where a link asks to go on to an address that is not registered: the login page has the words for that. */
function refusedReturnOf(visit: Visit): string {
  const asked = currentRequest().url.searchParams.getAll("redirect_uri");
  const query = new URLSearchParams(asked.map((uri): [string, string] => ["redirect_uri", uri]));
  const login = paths.login(visit);
  return `${login}${login.includes("?") ? "&" : "?"}${query}`;
}

const stops: Partial<Record<ProblemCode, ProviderStop>> = {
  "provider.refused": "refused",
  "provider.unreachable": "unreachable",
  "provider.answer": "answer",
  "provider.off": "off",
  "user.inactive": "inactive",
  "signup.disabled": "signup-off",
  "login.disabled": "login-off",
  "throttle.wait": "busy",
  "throttle.signups": "busy",
};

function stopOf({ code }: Problem): ProviderStop {
  return stops[code] ?? "ended";
}
