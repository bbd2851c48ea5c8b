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

export const signupWords = [
  "signup.submit",
  "signup.submitting",
  "field.username",
  "field.email",
  "field.first-name",
  "field.last-name",
  "field.first-name-optional",
  "field.last-name-optional",
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
