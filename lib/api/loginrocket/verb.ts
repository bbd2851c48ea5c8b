import type { Context } from "hono";
import { z } from "zod";
import { BusyError } from "@/lib/domain/busy";
import { matchLocale } from "@/lib/domain/locale";
import { problemSentence, type Voice } from "@/lib/domain/messages";
import { type Outcome, refuse } from "@/lib/domain/outcome";
import type { Problem } from "@/lib/domain/problem";
import type { Visit } from "@/lib/domain/visit";
import { type RawFields, readInput } from "@/lib/request/input";
import { findVisit } from "@/lib/request/visit";
import { BodyError, readBody } from "../read-body";
import { answerPreflight, setCorsHeaders } from "./cors";
import { asJsonp, mayAskByGet, readCallback } from "./jsonp";
import { type SessionCookie, sessionCookie } from "./session-cookie";

/** The methods a verb is asked by: POST, GET (for JSONP, where the app allows it), and the preflight of either. */
export const verbMethods = ["POST", "GET", "OPTIONS"] as const;

export type Verb = { readonly name: string; readonly answer: (c: Context) => Promise<Response> };

type Flow<S extends z.ZodObject, Value> = (
  visit: Visit,
  input: z.output<S>,
  cookie: SessionCookie | null,
) => Promise<Outcome<Value>>;

/** What a verb answers where all went well. */
export type WireBody = Readonly<Record<string, unknown>>;

/** A flow, and how its value is put in JSON. */
type Said<S extends z.ZodObject, Value> = {
  readonly input: S;
  /** `cookie` is null where this request may not use the hosted session's. */
  readonly flow: Flow<S, Value>;
  readonly body: (value: Value, visit: Visit) => WireBody;
  /** Said beside every refusal. */
  readonly refusal?: WireBody;
};

/** What a verb says: a body, and after how many seconds another try makes sense. */
type Reply = { readonly status: 200 | 413; readonly body: WireBody; readonly wait: number };

/** What every verb may be sent besides its own fields. */
const localeInput = z.object({ locale: z.string().optional() });

/**
 * One verb of the LoginRocket API (seed 002): the same flow as the hosted page of that name, said in JSON. Every refusal
 * is a 200 with `error` (all sentences) and `errors`, and a Retry-After where waiting helps; only a body that is too
 * large has a status of its own. By POST the fields are the body's, by GET the query's; never both.
 */
export function loginRocketVerb<S extends z.ZodObject, Value>(name: string, said: Said<S, Value>): Verb {
  return {
    name,
    answer: async (c) => {
      const visit = findVisit();
      if (!visit) return c.notFound();
      if (c.req.method === "HEAD") return c.body(null, 405, { Allow: verbMethods.join(", ") });
      if (c.req.method === "OPTIONS") return answerPreflight(c, visit.app);
      setCorsHeaders(c, visit.app);
      const cookie = sessionCookie(c, visit.app);
      if (c.req.method === "POST") return sayJson(c, await reply({ visit, cookie, read: () => readBody(c) }, said));

      const callback = visit.app.settings.jsonp ? readCallback(c) : null;
      if (callback === false) return c.json(errorBody(visit.voice, [{ code: "callback.not-allowed" }]), 400);
      const answer = await replyToGet(c, visit, said);
      return callback === null ? sayJson(c, answer) : sayScript(c, callback, answer);
    },
  };
}

/** A GET is read only where the app's owner has switched it on, and only from where they allow (security.md D1). */
async function replyToGet<S extends z.ZodObject, Value>(
  c: Context,
  visit: Visit,
  said: Said<S, Value>,
): Promise<Reply> {
  if (!visit.app.settings.jsonp) return refused(visit.voice, [{ code: "get.disabled" }], said);
  if (!mayAskByGet(c, visit.app)) return refused(visit.voice, [{ code: "get.not-from-here" }], said);
  const read = async () => (name: string) => [...(c.req.queries(name) ?? []), ...listed(c, name)];
  return reply({ visit, cookie: null, read }, said);
}

/** `username[]=`: a list, to be refused and not missed. */
function listed(c: Context, name: string): unknown[] {
  const list = c.req.queries(`${name}[]`);
  return list ? [list] : [];
}

type Asked = {
  readonly visit: Visit;
  readonly cookie: SessionCookie | null;
  readonly read: () => Promise<RawFields>;
};

async function reply<S extends z.ZodObject, Value>(
  { visit, cookie, read }: Asked,
  said: Said<S, Value>,
): Promise<Reply> {
  let { voice } = visit;
  try {
    const raw = await read();
    const locale = readInput(localeInput, raw);
    voice = (locale.ok && askedVoice(visit, locale.value.locale)) || voice;
    const fields = locale.ok ? readInput(said.input, raw) : refuse(...locale.problems);
    const outcome = fields.ok ? await said.flow({ ...visit, voice }, fields.value, cookie) : fields;
    if (!outcome.ok) return refused(voice, outcome.problems, said);
    return { status: 200, body: said.body(outcome.value, { ...visit, voice }), wait: 0 };
  } catch (error) {
    if (error instanceof BodyError && error.status === 413)
      return { ...refused(voice, [{ code: "request.too-large" }], said), status: 413 };
    return refused(voice, problemsOf(error), said);
  }
}

function problemsOf(error: unknown): readonly [Problem, ...Problem[]] {
  if (error instanceof BodyError) return [{ code: error.status === 415 ? "request.wrong-type" : "request.malformed" }];
  if (error instanceof BusyError) return [{ code: "server.busy", retryAfter: error.retryAfter }];
  throw error;
}

function refused(voice: Voice, problems: readonly Problem[], { refusal }: { refusal?: object | undefined }): Reply {
  const wait = Math.max(0, ...problems.map((problem) => problem.retryAfter ?? 0));
  return { status: 200, body: { ...errorBody(voice, problems), ...refusal }, wait };
}

function errorBody(voice: Voice, problems: readonly Problem[]) {
  const errors = problems.map((problem) => problemSentence(voice, problem));
  return { error: errors.join(" "), errors };
}

/** A program is answered in English unless it sends `locale`. */
function askedVoice({ app }: Visit, asked: string | undefined): Voice | null {
  const locale = matchLocale(asked);
  return locale && { locale, own: app.sentences[locale] ?? {} };
}

function sayJson(c: Context, { status, body, wait }: Reply): Response {
  if (wait > 0) c.header("Retry-After", String(wait));
  return c.body(JSON.stringify(body), status, { "Content-Type": "application/json; charset=utf-8" });
}

function sayScript(c: Context, callback: string, { body, wait }: Reply): Response {
  if (wait > 0) c.header("Retry-After", String(wait));
  return c.body(asJsonp(callback, body), 200, { "Content-Type": "text/javascript; charset=utf-8" });
}
