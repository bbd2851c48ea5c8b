// The sentences each form needs: the page looks them up, so that no catalogue goes to the browser.

export const loginWords = [
  "login.submit",
  "login.submitting",
  "field.username",
  "field.username-or-email",
  "field.email",
  "field.password",
  "password.show",
  "password.hide",
  "password.show-label",
  "password.hide-label",
  "problems.title",
] as const;

export const forgotWords = [
  "forgot.submit",
  "forgot.submitting",
  "field.username",
  "field.username-or-email",
  "field.email",
  "problems.title",
] as const;

export const resetWords = [
  "reset.submit",
  "reset.submitting",
  "reset.field.password",
  "reset.field.password-confirmation",
  "field.username",
  "field.email",
  "hint.password",
  "password.show",
  "password.hide",
  "password.show-label",
  "password.hide-label",
  "problems.title",
  "strength.common",
  "strength.personal",
  "strength.weak",
  "strength.fair",
  "strength.strong",
] as const;

export const verifyWords = [
  "verify.confirm",
  "verify.confirming",
  "verify.resend",
  "verify.resending",
  "field.username",
  "field.username-or-email",
  "field.email",
  "problems.title",
] as const;

export const signupWords = [
  "signup.submit",
  "signup.submitting",
  "field.username",
  "field.email",
  "field.first-name",
  "field.last-name",
  "field.first-name-optional",
  "field.last-name-optional",
  "field.org-name",
  "field.org-name-optional",
  "field.password",
  "field.password-confirmation",
  "hint.password",
  "password.show",
  "password.hide",
  "password.show-label",
  "password.hide-label",
  "problems.title",
  "strength.common",
  "strength.personal",
  "strength.weak",
  "strength.fair",
  "strength.strong",
] as const;

export const verifyLoginWords = [
  "verify-login.submit",
  "verify-login.submitting",
  "verify-login.hint",
  "field.code",
  "problems.title",
] as const;

export const enrolWords = ["enrol.submit", "enrol.submitting", "enrol.hint", "field.code", "problems.title"] as const;

export const recoveryCodesWords = ["recovery-codes.submit", "recovery-codes.submitting", "problems.title"] as const;

export const providerSignupWords = [
  "signup.submit",
  "signup.submitting",
  "field.username",
  "field.email",
  "field.first-name",
  "field.last-name",
  "field.org-name",
  "field.org-name-optional",
  "problems.title",
] as const;
