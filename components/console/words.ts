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

export const ownSentencesWords = ["console.words.submit", "console.words.submitting", "problems.title"] as const;

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

export const lookWords = [
  "console.look.page-title",
  "console.look.page-title-hint",
  "console.look.header",
  "console.look.footer",
  "console.look.html-hint",
  "console.look.css",
  "console.look.css-hint",
  "console.look.external-css",
  "console.look.external-css-hint",
  "console.look.submit",
  "console.look.submitting",
  "problems.title",
] as const;

export const logoWords = [
  "console.look.logo-file",
  "console.look.logo-hint",
  "console.look.logo-submit",
  "console.look.submitting",
  "problems.title",
] as const;
