/**
 * Every problem that a person or a program can be told about, with the HTTP status of a page or a management answer
 * that says it. The table is closed: a code that is not in it does not compile. Its words are in the message
 * catalogue, under `problem.<code>`.
 */
export const problems = {
  "username.blank": { status: 422 },
  "username.too-long": { status: 422 },
  "username.not-allowed": { status: 422 },
  "username.taken": { status: 422 },
  "email.blank": { status: 422 },
  "email.malformed": { status: 422 },
  "email.too-long": { status: 422 },
  "email.taken": { status: 422 },
  "email.confirmation-differs": { status: 422 },
  "password.blank": { status: 422 },
  "password.too-short": { status: 422 },
  "password.too-long": { status: 422 },
  "password.too-common": { status: 422 },
  "password.is-username": { status: 422 },
  "password.is-email": { status: 422 },
  "password.is-app-name": { status: 422 },
  "password.not-text": { status: 422 },
  "password.confirmation-differs": { status: 422 },
  "password.confirmation-blank": { status: 422 },
  "first-name.blank": { status: 422 },
  "last-name.blank": { status: 422 },
  "name.too-long": { status: 422 },
  "text.not-allowed": { status: 422 },
  "field.not-single": { status: 400 },
  "credentials.wrong": { status: 422 },
  "throttle.wait": { status: 429 },
  "throttle.signups": { status: 429 },
  "server.busy": { status: 503 },
  "login.disabled": { status: 403 },
  "signup.disabled": { status: 403 },
  "signup.mode-not-built": { status: 501 },
  "mfa.not-built": { status: 501 },
  "redirect-uri.not-registered": { status: 400 },
  "request.malformed": { status: 400 },
  "request.too-large": { status: 413 },
  "setup.code-wrong": { status: 422 },
  "setup.done": { status: 410 },
  "not-allowed": { status: 403 },
  "not-found": { status: 404 },
} as const satisfies Record<string, { status: number }>;

export type ProblemCode = keyof typeof problems;

/** The fields of forms, named as the API names them. */
export const fieldNames = [
  "username",
  "email",
  "email_confirmation",
  "password",
  "password_confirmation",
  "current_password",
  "first_name",
  "last_name",
  "org_name",
  "code",
  "token",
  "name",
] as const;

export type FieldName = (typeof fieldNames)[number];

export type Problem = {
  code: ProblemCode;
  /** The field it is said beside; without one it concerns the whole form. */
  field?: FieldName;
  /** What fills the places of its sentence. */
  params?: Record<string, string | number>;
  /** In how many seconds another try makes sense (the Retry-After of RFC 9110). */
  retryAfter?: number;
};

/** The one HTTP status for several problems: 503 before 429 before whatever the first problem asks for. */
export function statusOf(found: readonly [Problem, ...Problem[]]): number {
  const statuses: number[] = found.map((problem) => problems[problem.code].status);
  return [503, 429].find((status) => statuses.includes(status)) ?? problems[found[0].code].status;
}
