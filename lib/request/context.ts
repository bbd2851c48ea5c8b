import { AsyncLocalStorage } from "node:async_hooks";
import type { Voice } from "@/lib/domain/messages";
import type { HostedApp } from "@/lib/domain/visit";
import { processWide } from "@/lib/process-wide";

/** Whose pages a host shows: a Connected App's, or the deployment's own (with `DEFAULT_APP`'s beside them, if set). */
export type Surface =
  | { readonly kind: "hosted"; readonly app: HostedApp }
  | { readonly kind: "deployment"; readonly app: HostedApp | null };

/** What the front knows of one request, for everything that answers it. */
export type RequestContext = {
  readonly id: string;
  readonly at: Date;
  /** Path and query as sent, on the configured origin of the surface: never on the request's own Host. */
  readonly url: URL;
  readonly surface: Surface;
  readonly nonce: string;
  /** How whoever asks is spoken to. */
  readonly voice: Voice;
  readonly client: { readonly ip: string; readonly userAgent: string | null };
  /**
   * What a page or action wants said beside its body; the front puts it on the response. `refusal`: what a form was
   * refused with, for its page to say where that has no form any more.
   */
  readonly answer: { status?: number; retryAfter?: number; refusal?: string };
  /** Logs what broke after the answer had begun. */
  readonly report?: (error: unknown) => void;
  /** True once an action of ours has been entered: a 5xx before that is the request's fault. */
  entered: boolean;
};

function store(): AsyncLocalStorage<RequestContext> {
  return processWide("request-context", () => new AsyncLocalStorage<RequestContext>());
}

/** Runs `answer` so that `currentRequest()` finds `context` in all it awaits. */
export function withRequest<T>(context: RequestContext, answer: () => T): T {
  return store().run(context, answer);
}

/** The request being answered. Throws outside of one: every way in goes through the front. */
export function currentRequest(): RequestContext {
  const context = store().getStore();
  if (!context) throw new Error("There is no request here: this code runs outside of lib/server/front.");
  return context;
}
