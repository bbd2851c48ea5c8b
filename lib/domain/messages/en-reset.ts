/** The English words of forgotten passwords and of proving an address. */
export const enReset = {
  "login.to-forgot": "Forgot your password?",
  "login.notice.password-reset": "Your new password is set. Log in with it.",
  "login.notice.email-verified": "Your e-mail address is confirmed. Log in to go on.",
  "forgot.title": "Choose a new password",
  "forgot.about": "We mail you a link. It leads to a page where you choose a new password.",
  "forgot.submit": "Send me a link",
  "forgot.submitting": "Sending…",
  "forgot.to-login": "Back to log in",
  "forgot.sent-title": "Look into your mail",
  "forgot.sent":
    "If there is an account with that name, a mail with a link is on its way to its address. The link works for 60 minutes.",
  "forgot.sent-none":
    "No mail after a few minutes? Look into the spam folder, and check how you wrote the name. If that does not help, ask the people behind {app}.",
  "forgot.again": "Ask for another mail",
  "reset.title": "Choose a new password",
  "reset.about": "This ends every login you have at {app}. Then you log in with the new password.",
  "reset.submit": "Set password",
  "reset.submitting": "Setting your password…",
  "reset.field.password": "New password",
  "reset.field.password-confirmation": "New password again",
  "reset.dead-title": "This link no longer works",
  "reset.no-link-title": "Open the link in your mail",
  "reset.no-link":
    "This page needs the link that we mailed you. If you have just opened it, your browser did not keep it: allow cookies for this site, then open the link again.",
  "reset.broken-title": "This link is not complete",
  "reset.broken": "A part of it was lost on the way. Copy the whole link from the mail, or ask for a new mail.",
  "reset.to-forgot": "Ask for a new mail",
  "verify.title": "Look into your mail",
  "verify.waiting":
    "Before you go on to {app}, confirm your e-mail address: open the link in the mail we sent you. It works for 24 hours.",
  "verify.resend-about": "No mail there? Look into the spam folder, or have another one sent.",
  "verify.resend": "Send another mail",
  "verify.resending": "Sending…",
  "verify.sent":
    "If an address is still to be confirmed for that name, another mail is on its way. From then on only its link works.",
  "verify.confirm-title": "Confirm your address",
  "verify.confirm-about": "One click, and your address is confirmed for {app}.",
  "verify.confirm": "Confirm address",
  "verify.confirming": "Confirming…",
  "verify.dead-title": "This link no longer works",
  "verify.no-link-title": "Your browser did not keep the link",
  "verify.no-link": "Allow cookies for this site, then open the link in your mail again.",
  "verify.broken-title": "This link is not complete",
  "verify.broken": "A part of it was lost on the way. Copy the whole link from the mail, or have another mail sent.",
  "verify.to-login": "Log in",
  "problem.reset-token.spent":
    "This link was used already, is too old, or belongs to another account. Ask for a new mail and open its link.",
  "problem.email-token.spent":
    "This link was used already, is too old, or belongs to another account. Have another mail sent and open its link.",
} as const satisfies Record<string, string>;
