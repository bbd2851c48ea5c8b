// The sentences each form needs: the page looks them up, so that no catalogue goes to the browser.

export const signInWords = [
  "console.sign-in.submit",
  "console.sign-in.submitting",
  "field.email",
  "field.password",
  "password.show",
  "password.hide",
  "password.show-label",
  "password.hide-label",
  "problems.title",
] as const;

export const setupWords = [
  "console.setup.submit",
  "console.setup.submitting",
  "console.setup.code",
  "console.setup.password-hint",
  "field.email",
  "field.password",
  "field.password-confirmation",
  "password.show",
  "password.hide",
  "password.show-label",
  "password.hide-label",
  "problems.title",
] as const;
