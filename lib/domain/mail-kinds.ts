/**
 * What mails are about, named as events, and the values each template may use. Every one also has `app.name`,
 * `realm.name`, `user.username`, `user.name`, `user.email`.
 */
export const mailKinds = {
  "user.password_token.created": ["link", "token", "minutes"],
  "user.email.verification_requested": ["link", "token", "hours"],
  "user.password.changed": ["link"],
  "user.recovery_code.used": ["left"],
  "user.login.codes_failed": ["link"],
  "user.signup.existing": ["link", "reset_link"],
} as const;

export type MailKind = keyof typeof mailKinds;

export type MailValues<K extends MailKind> = Readonly<Record<(typeof mailKinds)[K][number], string | number>>;

/** True for an event that a mail of ours goes out with. */
export function isMailKind(text: string): text is MailKind {
  return Object.hasOwn(mailKinds, text);
}

/**
 * How the body of an owner's template is written. `html+text` is what AuthRocket calls `html` with a text part; here
 * every mail has one, so the two are the same.
 */
export const mailRenderers = ["markdown", "html", "html+text", "text"] as const;

export type MailRenderer = (typeof mailRenderers)[number];

export function isMailRenderer(text: string): text is MailRenderer {
  return mailRenderers.some((one) => one === text);
}

/** Every variable that a template of that kind may name. */
export function variablesFor(kind: MailKind): readonly string[] {
  return ["app.name", "realm.name", "user.username", "user.name", "user.email", ...mailKinds[kind]];
}

type Parties = {
  readonly realm: { readonly name: string };
  readonly app: { readonly name: string };
  readonly user: { readonly username: string; readonly name: string | null; readonly email: string };
};

/** What the variables of a template stand for: exactly those that are documented, and no property more. */
export function templateValues({ realm, app, user }: Parties, values: Readonly<Record<string, string | number>>) {
  return {
    ...values,
    app: { name: app.name },
    realm: { name: realm.name },
    user: { username: user.username, name: user.name, email: user.email },
  };
}
