/** The English words of mails: subject and text of each kind (lib/domain/mail-kinds.ts), and what their buttons say. */
export const enMail = {
  "mail.user.password_token.created.subject": "Choose a new password for {app}",
  "mail.user.password_token.created.text":
    "Somebody asked for a new password for {username} at {app}. To choose one, open this link within {minutes:minute|minutes}:\n\n{link}\n\nIf that was not you, do nothing: your password stays as it is.",
  "mail.user.email.verification_requested.subject": "Confirm your e-mail address for {app}",
  "mail.user.email.verification_requested.text":
    "To confirm that this address is yours, open this link within {hours:hour|hours}:\n\n{link}\n\nIf you did not sign up at {app}, do nothing.",
  "mail.user.password.changed.subject": "Your password for {app} was changed",
  "mail.user.password.changed.text":
    "The password of {username} at {app} was changed, and every other session was ended. If that was not you, choose a new one now:\n\n{link}",
  "mail.user.recovery_code.used.subject": "A recovery code was used at {app}",
  "mail.user.recovery_code.used.text":
    "Somebody logged in as {username} at {app} with one of your recovery codes. {left:code is|codes are} left. If that was not you, change your password now.",
  "mail.user.login.codes_failed.subject": "Somebody knows your password for {app}",
  "mail.user.login.codes_failed.text":
    "Somebody gave the right password of {username} at {app}, and then five wrong codes. If that was not you, choose a new password now:\n\n{link}",
  "mail.user.signup.existing.subject": "You already have an account at {app}",
  "mail.user.signup.existing.text":
    "Somebody signed up at {app} with this address, which already has an account. To log in, open:\n\n{link}\n\nIf you have forgotten your password, choose a new one here:\n\n{reset_link}\n\nIf that was not you, do nothing.",
  "mail.button.new-password": "Choose a new password",
  "mail.button.confirm": "Confirm this address",
  "mail.button.log-in": "Log in",
} as const satisfies Record<string, string>;
