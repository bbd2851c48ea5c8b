/** The states of the hosted pages that an app's look is previewed in. */
export const previewStates = [
  "login",
  "wrong-password",
  "signup",
  "signup-problems",
  "code",
  "forgot",
  "forgot-sent",
  "reset",
  "expired",
  "verify",
  "verify-confirm",
  "logged-out",
] as const;

export type PreviewState = (typeof previewStates)[number];
