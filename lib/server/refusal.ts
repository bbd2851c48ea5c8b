/** What the front says instead of an answer: a status, and words for a person who knows nothing of HTTP. */
const refusals = {
  "bad-request": {
    status: 400,
    title: "This request could not be read",
    sentence: "Please go back, load the page again, and try once more.",
  },
  "cross-site": {
    status: 403,
    title: "This form came from another site",
    sentence: "Please open the page itself, and try again there.",
  },
  "https-only": { status: 403, title: "This address needs https", sentence: "Please use https:// instead of http://." },
  "not-found": {
    status: 404,
    title: "There is nothing here",
    sentence: "Please check the address, or go back to where you came from.",
  },
  "wrong-method": {
    status: 405,
    title: "This address cannot be used that way",
    sentence: "Please open it in a browser.",
  },
  "page-changed": { status: 409, title: "This page has changed since you opened it", sentence: "Please try again." },
  "too-slow": { status: 408, title: "This request took too long", sentence: "Please try again." },
  "length-required": {
    status: 411,
    title: "This request could not be read",
    sentence: "It must say how long it is (Content-Length).",
  },
  "too-large": {
    status: 413,
    title: "That is more than this form can take",
    sentence: "Please go back, shorten it, and try again.",
  },
  "wrong-type": {
    status: 415,
    title: "This request could not be read",
    sentence: "It must be sent by the form on the page.",
  },
  "headers-too-large": {
    status: 431,
    title: "This request could not be read",
    sentence: "Please remove this site's cookies, and try again.",
  },
  expectation: {
    status: 417,
    title: "This request could not be read",
    sentence: "It expects what this server does not do.",
  },
  "server-error": {
    status: 500,
    title: "Something went wrong here",
    sentence: "It is not your fault. Please try again in a moment.",
  },
  unavailable: { status: 503, title: "We are not available right now", sentence: "Please try again in a moment." },
} as const;

export type RefusalCode = keyof typeof refusals;

/** Ends a request with one of the front's own answers. */
export class Refusal extends Error {
  readonly status: number;
  readonly title: string;
  readonly sentence: string;

  constructor(
    readonly code: RefusalCode,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(code);
    const { status, title, sentence } = refusals[code];
    this.status = status;
    this.title = title;
    this.sentence = sentence;
  }
}
