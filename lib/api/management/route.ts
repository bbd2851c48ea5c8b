import { z } from "zod";
import type { Outcome } from "@/lib/domain/outcome";
import { refuse } from "@/lib/domain/outcome";
import type { Problem } from "@/lib/domain/problem";
import type { Actor, Caller } from "@/lib/request/caller";
import { type FieldSchema, readFields, type SentFields } from "@/lib/request/fields";

/** A request as it came, once it is known who calls and about which realm. */
export type SentCall = {
  readonly caller: Caller;
  /** null: the call names none, and its key is for every realm. */
  readonly realmId: string | null;
  /** What stands in the address, in the place of `{id}`. */
  readonly id: string;
  readonly query: SentFields;
  readonly fields: SentFields;
  readonly actor: Actor;
  /** What a route that takes a file is sent, as it comes. */
  readonly file?: SentFile | undefined;
};

/** A file that is read while it comes: its type, and its bytes in pieces. */
export type SentFile = { readonly type: string; readonly bytes: AsyncIterable<Uint8Array> };

/** The same, as the schemas of its route read it. */
export type Call<Q extends FieldSchema, F extends FieldSchema> = Omit<SentCall, "query" | "fields"> & {
  readonly query: z.output<Q>;
  readonly fields: z.output<F>;
};

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** What is said of a route beside its address and its schemas. */
type Described = {
  /** The least that a key must be for. */
  readonly level: Caller["level"];
  /** The key must be one of every realm. */
  readonly everyRealm?: true;
  /** One line that says what it does, and more where that is not all. */
  readonly summary: string;
  readonly about?: string;
  /** How it may refuse besides what any route may: 401 where a user's own proof was wrong, 409 where something is in the way, 424 where a provider does not answer. */
  readonly refuses?: readonly (401 | 409 | 424)[];
};

/** One route of the management API. All is made of the list of them: the wiring, the OpenAPI document, the tests. */
export type ManagementRoute = Described & {
  readonly method: Method;
  /** Below /v1, with at most one place: `/orgs/{id}`. */
  readonly path: string;
  readonly status: 200 | 201 | 204;
  /** Whether the call is about one realm, and is refused where it is not clear which. */
  readonly inRealm: boolean;
  /** It may be about what is of all realms: it is, where a key of every realm names none. */
  readonly ofAll?: true;
  readonly query: FieldSchema;
  /** What the fields of the body stand in: `{"org": {…}}`; null where they stand alone. */
  readonly root: string | null;
  readonly fields: FieldSchema;
  /** The wire object; null for an answer without a body. */
  readonly answer: z.ZodType | null;
  /** A file in place of fields and of a wire object: which types it takes, and which one it answers, line by line. */
  readonly streams?: { readonly takes?: readonly string[]; readonly answers: string };
  readonly act: (call: SentCall) => Promise<Outcome<unknown>>;
};

const nothing = z.object({});
type Nothing = typeof nothing;

type Spec<Q extends FieldSchema, F extends FieldSchema, A extends z.ZodType> = Described & {
  /** 201 where something is made; else 200, and 204 for what is deleted. */
  readonly status?: 201;
  readonly query?: Q;
  readonly root?: string;
  readonly fields?: F;
  readonly answer?: A;
};

type InRealm = { readonly realmId: string };
type Answered<A extends z.ZodType> = Promise<Outcome<z.input<A> | null>>;

/**
 * A route about what is in one realm: `act` gets its id. An object of another realm is a `not-found`, also where the
 * body refers to it.
 */
export function realmRoute<A extends z.ZodType, Q extends FieldSchema = Nothing, F extends FieldSchema = Nothing>(
  method: Method,
  path: string,
  spec: Spec<Q, F, A> & { readonly act: (call: Call<Q, F> & InRealm) => Answered<A> },
): ManagementRoute {
  return route({ method, path, inRealm: true }, spec, async (call) =>
    call.realmId === null
      ? refuse({ code: "realm.blank", field: "realm_id" })
      : spec.act({ ...call, realmId: call.realmId }),
  );
}

/** A route that names its realm in a way of its own, or none: `act` asks itself what the key may reach. */
export function keyRoute<A extends z.ZodType, Q extends FieldSchema = Nothing, F extends FieldSchema = Nothing>(
  method: Method,
  path: string,
  spec: Spec<Q, F, A> & { readonly act: (call: Call<Q, F>) => Answered<A> },
): ManagementRoute {
  return route({ method, path, inRealm: false }, spec, spec.act);
}

/** The same about what may also be of all realms: `act` gets null for that, which only a key of every realm can mean. */
export function realmsRoute<A extends z.ZodType, Q extends FieldSchema = Nothing, F extends FieldSchema = Nothing>(
  method: Method,
  path: string,
  spec: Spec<Q, F, A> & { readonly act: (call: Call<Q, F>) => Answered<A> },
): ManagementRoute {
  return route({ method, path, inRealm: true, ofAll: true }, spec, spec.act);
}

type Streaming<Q extends FieldSchema> = Described & {
  readonly query: Q;
  readonly takes?: readonly string[];
  readonly answers: string;
  readonly act: (
    call: Omit<SentCall, "query" | "fields"> & InRealm & { readonly query: z.output<Q> },
  ) => Promise<Outcome<AsyncIterator<string>>>;
};

/** A route about what is in one realm that answers lines while it makes them, and may take a file. */
export function streamRoute<Q extends FieldSchema>(
  method: Method,
  path: string,
  { takes, answers, act, ...spec }: Streaming<Q>,
): ManagementRoute {
  const streams = { answers, ...(takes ? { takes } : {}) };
  const made = route({ method, path, inRealm: true }, spec, async (call: Call<Q, FieldSchema>) =>
    call.realmId === null
      ? refuse({ code: "realm.blank", field: "realm_id" })
      : (act({ ...call, realmId: call.realmId }) as Promise<Outcome<never>>),
  );
  return { ...made, streams };
}

/** The same routes once more, under another name. */
export function alsoAs(path: string, routes: readonly ManagementRoute[]): ManagementRoute[] {
  return routes.map((one) => ({ ...one, path: one.path.replace(/^\/[a-z_]+/, path) }));
}

function route<Q extends FieldSchema, F extends FieldSchema, A extends z.ZodType>(
  address: Pick<ManagementRoute, "method" | "path" | "inRealm" | "ofAll">,
  spec: Spec<Q, F, A>,
  act: (call: Call<Q, F>) => Answered<A>,
): ManagementRoute {
  const { level, summary, about, root = null, answer = null } = spec;
  const query = spec.query ?? (nothing as unknown as Q);
  const fields = spec.fields ?? (nothing as unknown as F);
  return {
    ...address,
    ...{ level, summary, query, root, fields, answer },
    ...(about ? { about } : {}),
    ...(spec.everyRealm ? { everyRealm: true } : {}),
    refuses: spec.refuses ?? [],
    status: spec.status ?? (address.method === "DELETE" ? 204 : 200),
    act: async (sent) => {
      const asked = readFields(query, sent.query, { isNew: true });
      const given = readFields(fields, sent.fields, { isNew: address.method === "POST" });
      const noRealm = address.inRealm && !address.ofAll && sent.realmId === null;
      const problems: Problem[] = [
        ...(noRealm ? [{ code: "realm.blank", field: "realm_id" } as const] : []),
        ...(asked.ok ? [] : asked.problems),
        ...(given.ok ? [] : given.problems),
      ];
      if (!asked.ok || !given.ok || problems.length > 0) return refuse(...problems);
      return act({ ...sent, query: asked.value, fields: given.value });
    },
  };
}
