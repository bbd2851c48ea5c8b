/** The status of each answer of the front's own; its words, for a person who knows nothing of HTTP, are in the catalogue under `front.<code>`. */
const refusals = {
  "bad-request": 400,
  "cross-site": 403,
  "https-only": 403,
  "not-found": 404,
  "wrong-method": 405,
  "page-changed": 409,
  "too-slow": 408,
  "length-required": 411,
  "too-large": 413,
  "wrong-type": 415,
  "headers-too-large": 431,
  expectation: 417,
  "server-error": 500,
  unavailable: 503,
} as const;

export type RefusalCode = keyof typeof refusals;

/** Ends a request with one of the front's own answers. */
export class Refusal extends Error {
  readonly status: number;

  constructor(
    readonly code: RefusalCode,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(code);
    this.status = refusals[code];
  }
}
