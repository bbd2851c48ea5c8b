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

export const ownSentencesWords = [
  "console.words.submit",
  "console.words.submitting",
  "console.look.draft-over",
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

export const lookWords = [
  "console.look.page-title",
  "console.look.page-title-hint",
  "console.look.html",
  "console.look.header",
  "console.look.footer",
  "console.look.html-hint",
  "console.look.css",
  "console.look.css-hint",
  "console.look.external-css",
  "console.look.external-css-hint",
  "console.look.colours",
  "console.look.colours-hint",
  "console.look.light",
  "console.look.dark",
  "console.look.logo",
  "console.look.logo-file",
  "console.look.logo-hint",
  "console.look.logo-now",
  "console.look.logo-remove",
  "console.look.submit",
  "console.look.submitting",
  "console.look.publish",
  "console.look.publish-anyway",
  "console.look.draft-over",
  "problems.title",
] as const;

export type LookWords = Readonly<Record<(typeof lookWords)[number], string>>;

export const importWords = [
  "console.events.title",
  "console.import.events",
  "console.import.file",
  "console.import.file-hint",
  "console.import.try-hint",
  "console.import.try",
  "console.import.run",
  "console.import.result",
  "console.import.none",
  "console.import.reading",
  "console.import.stop",
  "console.import.cut",
  "console.import.result-frame",
] as const;

export const previewWords = [
  "console.look.preview",
  "console.look.preview-of",
  "console.look.preview.state",
  "console.look.preview.language",
  "console.look.preview.theme",
  "console.look.preview.width",
  "console.look.preview.wide",
  "console.look.preview.narrow",
  "console.look.preview.show",
  "console.look.preview.failed",
  "console.look.light",
  "console.look.dark",
  "console.look.left-out",
  "console.look.left-out-about",
  "console.look.left-out-line",
  "console.look.left-out-in.css",
  "console.look.left-out-in.header",
  "console.look.left-out-in.footer",
  "console.look.contrast",
] as const;

export type PreviewWords = Readonly<Record<(typeof previewWords)[number], string>>;
