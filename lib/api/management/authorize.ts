import { z } from "zod";
import { done, mapDone, refuse } from "@/lib/domain/outcome";
import type { Problem } from "@/lib/domain/problem";
import { type AuthorizeAddress, authorizeAddresses, authorizeAddressesInput } from "@/lib/flows/authorize-addresses";
import {
  type Authorized,
  authorizeByCode,
  authorizeByCodeInput,
  authorizeByToken,
  authorizeByTokenInput,
} from "@/lib/flows/authorize-by-provider";
import type { Actor } from "@/lib/request/caller";
import { findServerDoor } from "@/lib/request/door";
import { listOf } from "./list";
import { realmRoute } from "./route";
import { after } from "./user-door";
import { shownToken, userTokenAnswer } from "./user-token-body";
import { tokenAnswer } from "./user-with";

const addressAnswer = z
  .strictObject({ id: z.string(), object: z.literal("auth_provider"), provider_type: z.string(), url: z.string() })
  .meta({ id: "AuthorizeAddress", description: "Where to send a person; good for 30 minutes, and once." });

function addressBody({ id, type, url }: AuthorizeAddress): z.input<typeof addressAnswer> {
  return { id, object: "auth_provider", provider_type: type, url };
}

const comeAnswer = z.union([tokenAnswer, userTokenAnswer]);

const who =
  "Answers the user with a login token, kli_… where a second factor waits for authenticate_code; or, where the realm's signup_mode is user_token and nobody knows them, a user_token.";

/** `…/authorize`: an app's own server logs people in by external providers (authrocket-1.md §1.7). */
export const authorizeRoutes = [
  realmRoute("GET", "/auth_providers/authorize", {
    level: "read",
    summary: "Where to send a person, by each provider",
    about: "To all active external providers. One that does not answer is left out.",
    query: authorizeAddressesInput,
    answer: listOf(addressAnswer),
    act: async ({ realmId, query, actor }) => {
      const door = await findServerDoor(realmId, actor);
      if (!door) return refuse({ code: "not-found" });
      const found = await authorizeAddresses(door, query);
      return mapDone(found, (addresses) => ({ more_results: false, collection: addresses.map(addressBody) }));
    },
  }),
  realmRoute("GET", "/auth_providers/{id}/authorize", {
    level: "read",
    summary: "Where to send a person, by one provider",
    query: authorizeAddressesInput,
    refuses: [424],
    answer: addressAnswer,
    act: async ({ realmId, id, query, actor }) => {
      const door = await findServerDoor(realmId, actor);
      const found = door && (await authorizeAddresses(door, query, id));
      if (found && !found.ok) return found;
      const [address] = found?.value ?? [];
      return address ? done(addressBody(address)) : refuse({ code: "not-found" });
    },
  }),
  realmRoute("POST", "/auth_providers/authorize", {
    level: "write",
    summary: "Log a person in by the code they came back with",
    about: `${who} Where the code does not do, retry_url is where to send them once more.`,
    fields: authorizeByCodeInput,
    refuses: [409, 424],
    answer: comeAnswer,
    act: async ({ realmId, fields, actor }) => {
      const door = await findServerDoor(realmId, actor);
      if (!door) return refuse({ code: "not-found" });
      const outcome = await authorizeByCode(door, fields);
      if (!outcome.ok) return refuse(...outcome.problems.map(ofCode));
      const { value } = outcome;
      if (value.kind !== "send-again") return shown({ realmId, actor }, done(value));
      const wanted = { redirect_uri: value.redirectUri, nonce: fields.nonce };
      const again = await authorizeAddresses(door, wanted, value.providerId);
      const [address] = again.ok ? again.value : [];
      return refuse({ ...ofCode(value.problem), ...(address ? { retryUrl: address.url } : {}) });
    },
  }),
  realmRoute("POST", "/auth_providers/{id}/authorize", {
    level: "write",
    summary: "Log a person in by an access token",
    about: `By one that the provider gave to this very client, and says so. ${who}`,
    fields: authorizeByTokenInput,
    refuses: [409, 424],
    answer: comeAnswer,
    act: async ({ realmId, id, fields, actor }) => {
      const door = await findServerDoor(realmId, actor);
      const outcome = door ? await authorizeByToken(door, id, fields) : refuse({ code: "not-found" });
      return outcome.ok ? shown({ realmId, actor }, outcome) : refuse(...outcome.problems.map(ofToken));
    },
  }),
];

type About = { readonly realmId: string; readonly actor: Actor };

async function shown({ realmId, actor }: About, outcome: { readonly ok: true; readonly value: Authorized }) {
  const { value } = outcome;
  if (value.kind === "signup-token") return shownToken(realmId, value.token, actor.at);
  return after({ realmId, actor, id: value.userId }, outcome, { put: ({ token }) => ({ token }) });
}

/** A code that did not do is a field's problem here, whatever it was: 403 says that a key does not suffice. */
function ofCode(problem: Problem): Problem {
  const isCodes = ["provider.step-ended", "provider.refused", "provider.answer"].includes(problem.code);
  return isCodes ? { code: "authorize.code", field: "code" } : ofUser(problem);
}

function ofToken(problem: Problem): Problem {
  const isTokens = ["provider.refused", "provider.answer"].includes(problem.code);
  return isTokens ? { code: "authorize.token", field: "access_token" } : ofUser(problem);
}

function ofUser(problem: Problem): Problem {
  return problem.code === "user.inactive" ? { code: "user.not-active" } : problem;
}
