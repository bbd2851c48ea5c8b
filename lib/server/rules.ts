import type { Framing } from "@/lib/domain/security-headers";
import type { RequestContext } from "@/lib/request/context";

/** What the front knows of a request when its answer is sent. */
export type Rules = PlainRules | HandledRules;

/** An answer of the front's own, or a file that is the same for everyone. */
export type PlainRules = {
  readonly kind: "plain" | "static" | "icon";
  readonly nonce: string;
  readonly framing?: Framing | null;
};

/** An answer of Next's or Hono's. */
export type HandledRules = {
  readonly kind: "page" | "route" | "api" | "look" | "library";
  readonly nonce: string;
  readonly context: RequestContext;
  /** Origins, besides its own, that a form on the page may end at. */
  readonly formAction: readonly string[];
  readonly framing: Framing | null;
  /** A cookie of the front's own. */
  readonly cookie: string | null;
  readonly method: string;
  /** True when Next's client sent the form: it reads redirects from a header, and can show no page of ours. */
  readonly byScript: boolean;
};
