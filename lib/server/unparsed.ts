import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { english } from "@/lib/domain/messages";
import { answerRefusal } from "./front-answers";
import { newNonce } from "./nonce";
import { plainPage } from "./plain-page";
import { Refusal, type RefusalCode } from "./refusal";
import { type FrontServer, GuardedResponse } from "./response-guard";
import { securityHeaders } from "./response-headers";

const codes: Readonly<Record<string, RefusalCode>> = {
  HPE_HEADER_OVERFLOW: "headers-too-large",
  ERR_HTTP_REQUEST_TIMEOUT: "too-slow",
};

/** Answers what Node never makes a request of: broken HTTP, slow HTTP, CONNECT, strange expectations. */
export function answerUnparsed(server: FrontServer): void {
  server.on("clientError", (error: NodeJS.ErrnoException, socket) =>
    say(socket, codes[error.code ?? ""] ?? "bad-request"),
  );
  server.on("connect", (_request, socket) => say(socket, "wrong-method"));
  server.on("checkExpectation", (request, response) => {
    answerRefusal(request, response, new Refusal("expectation", { Connection: "close" }));
  });
}

/** Writes a whole answer to a socket that has no response, and closes it. */
function say(socket: Duplex, code: RefusalCode): void {
  // An answer that has begun cannot be taken back; a peer that is gone hears nothing.
  const begun =
    Reflect.get(socket, "_httpMessage") instanceof GuardedResponse && Reflect.get(socket, "_httpMessage").headersSent;
  if (!socket.writable || begun) {
    socket.destroy();
    return;
  }
  const refusal = new Refusal(code, code === "wrong-method" ? { Allow: "GET, HEAD, POST" } : {});
  const nonce = newNonce();
  const body = plainPage(refusal, { nonce, voice: english });
  const type = "text/html; charset=utf-8";
  const ours = securityHeaders({ kind: "plain", nonce }, { status: refusal.status, type, isRedirect: false });
  const headers = {
    ...ours,
    ...refusal.headers,
    "Content-Type": type,
    "Content-Length": String(Buffer.byteLength(body)),
    Connection: "close",
  };
  const lines = Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  socket.end(`HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\n${lines.join("\r\n")}\r\n\r\n${body}`);
}
