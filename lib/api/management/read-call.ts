import type { Context } from "hono";
import { z } from "zod";
import { findRealmOf, hasRealm } from "@/lib/admin/realm-of";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { type Actor, type Caller, mayReach } from "@/lib/request/caller";
import { currentRequest } from "@/lib/request/context";
import { readFields, type SentFields } from "@/lib/request/fields";
import { readLargeBody } from "../read-body";
import { sentFile } from "../sent-file";
import type { ManagementRoute, SentCall } from "./route";
import { fromPairs } from "./sent-pairs";

/** What a request says, by where it says it. */
type Sent = { readonly query: SentFields; readonly body: SentFields };

/**
 * Reads a request of a known caller: query and body, the person on whose behalf it is made, and the realm that it is
 * about. Throws a BodyError for a body that cannot be read.
 */
export async function readCall(c: Context, route: ManagementRoute, caller: Caller): Promise<Outcome<SentCall>> {
  const sent = { query: fromPairs(currentRequest().url.searchParams), body: await readSent(c, route) };
  const fields = route.root === null ? sent.body : sent.body[route.root];
  if (!isObject(fields)) return refuse({ code: "request.no-root", params: { root: route.root ?? "" } });
  const actor = readActor(sent);
  if (!actor.ok) return actor;
  const id = c.req.param("id") ?? "";
  const named = await readRealm(c, { ...sent, fields }, caller);
  if (!named.ok) return named;
  const realmId = named.value ?? (route.inRealm && id !== "" ? await findRealmOf(id, actor.value.at) : null);
  const isLost = route.inRealm && !route.ofAll && id !== "" && realmId === null;
  if (isLost && /^[a-z]{2,3}_/.test(id)) return refuse({ code: "not-found" });
  const file = route.streams?.takes ? sentFile(c, route.streams.takes) : undefined;
  return done({ caller, realmId, id, query: sent.query, fields, actor: actor.value, file });
}

/** A GET has no body, though some clients say what type it would be of. */
async function readSent(c: Context, { method, streams }: ManagementRoute): Promise<SentFields> {
  if (method === "GET" || streams?.takes) return {};
  const body = await readLargeBody(c);
  return body instanceof URLSearchParams ? fromPairs(body) : body;
}

function isObject(value: unknown): value is SentFields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const named = z.object({ realm_id: z.string().optional() });

/**
 * The realm that a call names in its body, its query or `X-Authrocket-Realm` (authrocket-1.md §1.1), in this order, else
 * its key's own; null where it names none, and its key is for every realm. A realm beyond the key's reach is a
 * `not-found`, like one that is not there.
 */
async function readRealm(
  c: Context,
  { query, body, fields }: Sent & { readonly fields: SentFields },
  caller: Caller,
): Promise<Outcome<string | null>> {
  let asked: string | undefined;
  for (const place of [fields, body, query]) {
    const read = readFields(named, place, { isNew: true });
    if (!read.ok) return read;
    asked ||= read.value.realm_id;
  }
  asked ||= c.req.header("x-authrocket-realm");
  if (!asked) return done(caller.realmId);
  const isThere = caller.realmId === null ? await hasRealm(asked) : mayReach(caller, asked);
  return isThere ? done(asked) : refuse({ code: "not-found" });
}

const MOST_CLIENT = 512;

const person = z.object({ ip: z.string().max(64).optional(), client: z.string().optional() });
const onBehalf = z.object({ request: person.optional() });

/**
 * Who does it, and on whose behalf: `request: { ip, client }` beside the object (authrocket-1.md §1.1), in the body or,
 * where there is none, in the query; else whoever sent the request itself.
 */
function readActor({ query, body }: Sent): Outcome<Actor> {
  const { at, client } = currentRequest();
  const read = readFields(onBehalf, body.request === undefined ? query : body, { isNew: true });
  if (!read.ok) return read;
  const said = read.value.request;
  const by = said ? { ip: said.ip || null, userAgent: said.client?.slice(0, MOST_CLIENT) || null } : client;
  return done({ at, by, administrator: null });
}
