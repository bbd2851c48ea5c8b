/** One name that an owner's CSS may count on. */
export type ThemePart<Name extends string> = {
  readonly name: Name;
  readonly about: string;
  /** Where it is; every hosted page has all variables. */
  readonly pages: string;
};

const everyPage = "every page";
const everyForm = "every form";

/**
 * What an owner's CSS is written against. A name that is here stays; taking one away, or giving it another meaning, is
 * a new version. Adding one is not. Variables are set on `.gh-body`.
 */
export const themeContract = {
  version: 1,
  classes: [
    part("gh-body", "The page's body. Variables are set here.", everyPage),
    part("gh-page", "All that stands on the page, at least as tall as the window.", everyPage),
    part("gh-header", "The top: logo or name, and what the owner says above the form.", everyPage),
    part("gh-app-name", "The app's name, where it has no logo.", everyPage),
    part("gh-logo", "The app's logo.", everyPage),
    part("gh-above", "The owner's own words above the form.", everyPage),
    part("gh-main", "The card, and the ways on below it.", everyPage),
    part("gh-card", "The box around title and form.", everyPage),
    part("gh-title", "What the page is for.", everyPage),
    part("gh-ways", "The links to other pages, below the card.", everyPage),
    part("gh-way", "One of those links.", everyPage),
    part("gh-footer", "The bottom.", everyPage),
    part("gh-below", "The owner's own words in the footer.", everyPage),
    part("gh-form", "A form.", everyForm),
    part("gh-field", "One field: label, hint, problem and input.", everyForm),
    part("gh-label", "What a field is called.", everyForm),
    part("gh-hint", "What to know before typing.", "signup, reset_password, verify_login, enrol"),
    part("gh-input", "What is typed into; [aria-invalid] when it has a problem.", everyForm),
    part("gh-password", "Around the input of a password.", "login, signup, reset_password"),
    part("gh-show", "The button that shows a password.", "login, signup, reset_password"),
    part("gh-strength", 'How good a new password is; [data-level="strong"] and others.', "signup, reset_password"),
    part("gh-field-problem", "What has to change in one field.", everyForm),
    part("gh-problems", "All problems of a form, above it.", everyForm),
    part("gh-problems-title", "Its heading, where there are several.", everyForm),
    part("gh-problems-list", "Its list; each links to its field.", everyForm),
    part("gh-problem-page", "A problem that no form can mend.", "login, signup, verify_login"),
    part("gh-submit", "The form's button; [aria-disabled] while it works. Or the one link to go on by.", everyForm),
    part("gh-or", "Between the form and the other ways in.", "login, signup"),
    part("gh-providers", "The list of external providers.", "login, signup"),
    part("gh-provider", "One of them: a link to it.", "login, signup"),
    part("gh-provider-mark", "Its first letter, in a square.", "login, signup"),
    part("gh-text", "A paragraph.", "logged_out and other pages that tell something"),
    part("gh-notice", "Good news, or something to know before going on.", "login, signup, forgot_password"),
    part("gh-qr", "A QR code, always dark on white.", "enrol"),
    part("gh-secret", "The same secret, to be typed.", "enrol"),
    part("gh-codes", "Recovery codes: a list.", "recovery_codes"),
  ],
  variables: [
    part("--gh-font", "Font of everything."),
    part("--gh-font-title", "Font of the title and the app's name."),
    part("--gh-font-code", "Font of secrets and codes."),
    part("--gh-font-size", "Size that all text follows."),
    part("--gh-space", "Unit of all distances."),
    part("--gh-width", "Widest that the form gets."),
    part("--gh-radius", "Corners of fields and buttons."),
    part("--gh-radius-card", "Corners of the card."),
    part("--gh-field-height", "Least height of fields and buttons. Keep 44 px or more."),
    part("--gh-logo-height", "Greatest height of the logo."),
    part("--gh-page", "Background of the page."),
    part("--gh-surface", "Background of the card, and of the page on small screens."),
    part("--gh-shadow", "Shadow of the card."),
    part("--gh-line", "Border of the card, and lines."),
    part("--gh-text", "Text."),
    part("--gh-text-quiet", "Hints and other muted text."),
    part("--gh-field", "Background of fields."),
    part("--gh-field-line", "Border of fields. Keep 3:1 against the card."),
    part("--gh-accent", "The button."),
    part("--gh-accent-hover", "The button under a pointer."),
    part("--gh-on-accent", "Text on the button."),
    part("--gh-link", "Links."),
    part("--gh-focus", "The ring of what has the focus."),
    part("--gh-focus-width", "Width of that ring."),
    part("--gh-problem", "Problems."),
    part("--gh-problem-surface", "Background of problems."),
    part("--gh-notice", "Edge of notices."),
    part("--gh-notice-surface", "Background of notices."),
    part("--gh-strong", "What a strong password is told in."),
  ],
} as const;

export type ThemeClass = (typeof themeContract)["classes"][number]["name"];

function part<const Name extends string>(name: Name, about: string, pages: string = everyPage): ThemePart<Name> {
  return { name, about, pages };
}
