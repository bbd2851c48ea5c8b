import { z } from "zod";
import { findProvider, type ProviderRow } from "@/lib/db/auth-providers";
import { spendProviderState, startProviderState } from "@/lib/db/provider-states";
import { minutes } from "@/lib/domain/duration";
import { handoffQuery, readHandoff } from "@/lib/domain/handoff";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { VISIT_MINUTES } from "@/lib/domain/provider-visit";
import type { Visit } from "@/lib/domain/visit";
import { identify } from "@/lib/social/identify";
import { refuseFailed } from "@/lib/social/refuse-failed";
import { type HeldIdentity, heldIdentity, sealIdentity } from "@/lib/tokens/held-identity";
import { openProvider } from "@/lib/tokens/provider-secret";
import { hashSecret, mintCookieSecret } from "@/lib/tokens/secret-token";
import { openVisit } from "@/lib/tokens/visit-secrets";
import { enterByProfile, isNotIn, type NotIn } from "./enter-by-profile";
import { type Entered, shownOut } from "./finish-login";

/** What a browser brings back from a provider. */
export type CameBack = {
  /** The id or the type of the provider, by the address it sent the browser to. */
  readonly provider: string;
  readonly params: URLSearchParams;
  readonly browserSecret: string | null;
};

/**
 * Somebody whom the provider knows and we do not, with a step before them: what else a signup asks for; or a login to the
 * account that has their address already.
 */
export type StepLeft = {
  readonly kind: "new-person" | "log-in-first";
  /** What this browser goes on with, for 30 minutes. */
  readonly secret: string;
  readonly maxAgeSeconds: number;
};

/** How a return ended, and as part of which visit: the one that went to the provider, with all that it carried. */
export type Returned = { readonly outcome: Outcome<Entered | StepLeft>; readonly visit: Visit };

const carried = z.record(z.string(), z.string());

/**
 * A person comes back from a provider. Their state is spent, once, in the browser, at the app and by the provider it was
 * made for (security.md 104); then the provider is asked who they are.
 */
export async function returnFromProvider(
  visit: Visit,
  { provider, params, browserSecret }: CameBack,
): Promise<Returned> {
  const { realm, app, at } = visit;
  const state = params.get("state");
  const spent =
    state && browserSecret
      ? await spendProviderState(realm.id, {
          appId: app.id,
          stateHash: hashSecret(state),
          browserHash: hashSecret(browserSecret),
          at,
          provider,
        })
      : null;
  const secrets = spent && openVisit(spent.secretsEncrypted);
  if (!state || !secrets) return { visit, outcome: refuse({ code: "provider.step-ended" }) };

  const here = { ...visit, ...readHandoff(app, new URLSearchParams(carried.safeParse(spent.handoff).data ?? {})) };
  const row = await findProvider(realm.id, spent.authProviderId, { active: true });
  if (!row) return { visit: here, outcome: refuse({ code: "provider.off" }) };
  try {
    const held = heldIdentity(row, await identify(openProvider(row), secrets, { params, state }), realm);
    return { visit: here, outcome: await enter(here, row, held) };
  } catch (error) {
    return { visit: here, outcome: await refuseFailed(visit, row, error) };
  }
}

async function enter(visit: Visit, row: ProviderRow, held: HeldIdentity): Promise<Outcome<Entered | StepLeft>> {
  const entered = await enterByProfile(visit, row, held);
  if (!entered.ok) return entered;
  const { value } = entered;
  return isNotIn(value) ? leave(visit, row, { held, kind: value.kind }) : done(shownOut(visit, value));
}

/** Keeps who they are for the step that is left, in this browser alone. */
async function leave(
  visit: Visit,
  row: ProviderRow,
  { held, kind }: NotIn & { held: HeldIdentity },
): Promise<Outcome<StepLeft>> {
  const { realm, app, at } = visit;
  const { secret, hash } = mintCookieSecret();
  await startProviderState(realm.id, {
    appId: app.id,
    authProviderId: row.id,
    stateHash: hash,
    browserHash: hash,
    secretsEncrypted: sealIdentity(held),
    handoff: handoffQuery(visit),
    at,
    expiresAt: new Date(at.getTime() + minutes(VISIT_MINUTES)),
  });
  return done({ kind, secret, maxAgeSeconds: VISIT_MINUTES * 60 });
}
