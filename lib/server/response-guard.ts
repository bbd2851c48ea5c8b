import { type IncomingMessage, type OutgoingHttpHeaders, type Server, ServerResponse } from "node:http";
import { forgetKept } from "@/lib/db/kept";
import { type Judgement, judge } from "./judge";
import { newNonce } from "./nonce";
import type { Rules } from "./rules";
import { isStopping } from "./stopping";

/** The server of the process, all of whose responses are guarded. */
export type FrontServer = Server<typeof IncomingMessage, typeof GuardedResponse>;

/**
 * Every response of the process. Just before its head is sent, `judge` decides its status, its headers, and whether
 * its body is said at all: whatever Next or Hono answers passes here.
 */
export class GuardedResponse extends ServerResponse {
  /** Set by the front as it learns more of the request; until then the answer is the front's own, and private. */
  rules: Rules = { kind: "plain", nonce: newNonce() };
  /** The status that the client got. `statusCode` is the handler's, who may still change it later. */
  sentStatus: number | undefined;
  /** What is said instead of the body that the handler writes; null: its own. */
  #instead: string | null = null;

  override writeHead(status: number, ...rest: unknown[]): this {
    if (this.headersSent) return this;
    for (const part of rest) if (typeof part === "object" && part !== null) this.#take(part);
    if (mayHaveChanged(this.rules)) forgetKept();
    const judgement = judge(this, status, this.rules);
    this.#instead = judgement.body;
    this.#apply(judgement);
    if ("cookie" in this.rules && this.rules.cookie) this.appendHeader("Set-Cookie", this.rules.cookie);
    this.sentStatus = judgement.status;
    return super.writeHead(judgement.status);
  }

  override write(...args: unknown[]): boolean {
    if (!this.headersSent) this.writeHead(this.statusCode);
    if (this.#instead === null) return Reflect.apply(super.write, this, args);
    const done = args.find((argument) => typeof argument === "function");
    if (typeof done === "function") process.nextTick(() => done());
    return true;
  }

  override end(...args: unknown[]): this {
    if (!this.headersSent) this.writeHead(this.statusCode);
    return Reflect.apply(super.end, this, this.#instead === null ? args : [this.#instead]);
  }

  /** Headers handed to writeHead itself: as an object, or as a flat list of names and values. */
  #take(headers: object): void {
    if (Array.isArray(headers)) {
      for (let index = 0; index + 1 < headers.length; index += 2) this.appendHeader(headers[index], headers[index + 1]);
      return;
    }
    for (const [name, value] of Object.entries(headers as OutgoingHttpHeaders))
      if (value !== undefined) this.setHeader(name, value);
  }

  #apply({ headers, body }: Judgement): void {
    if (body !== null) {
      for (const name of ["Content-Encoding", "Transfer-Encoding", "ETag", "Vary", "Content-Type"])
        this.removeHeader(name);
      this.setHeader("Content-Length", Buffer.byteLength(body));
    }
    for (const [name, value] of Object.entries(headers)) {
      if (value === null) this.removeHeader(name);
      else this.setHeader(name, value);
    }
    if (isStopping()) this.setHeader("Connection", "close");
  }
}

/** What an owner has changed, by the console or the management API, holds for whatever this process is asked next. */
function mayHaveChanged(rules: Rules): boolean {
  return "context" in rules && rules.context.surface.kind === "deployment" && !/^(?:GET|HEAD)$/.test(rules.method);
}
