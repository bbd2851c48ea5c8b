/**
 * The English words of problems: what happened and what to do next, and nothing about an account that anybody but its
 * owner could use.
 */
export const enProblems = {
  "problem.username.blank": "Enter a username.",
  "problem.username.too-long": "That username is too long. Use at most 100 characters.",
  "problem.username.not-allowed":
    "That username cannot be used. Choose letters of one alphabet and digits, with . _ - + or ' between them, and no spaces.",
  "problem.username.taken": "That username is already in use. Choose another one.",
  "problem.email.blank": "Enter an e-mail address.",
  "problem.email.malformed": "That does not look like an e-mail address. Write it like name@example.com.",
  "problem.email.too-long": "That e-mail address is too long. Use one of at most 254 characters.",
  "problem.email.taken": "That e-mail address is already in use. Log in with it, or use another one.",
  "problem.email.confirmation-differs": "The two e-mail addresses differ. Type the same one twice.",
  "problem.password.blank": "Enter a password.",
  "problem.password.too-short": "That password is too short. Use at least {min} characters.",
  "problem.password.too-long": "That password is too long. Use at most 256 characters.",
  "problem.password.too-common": "Many people use that password, so it is easy to guess. Choose another one.",
  "problem.password.is-username": "That password is the username. Choose one that nobody can read off your account.",
  "problem.password.is-email":
    "That password is your e-mail address, or a part of it. Choose one that nobody can read off your account.",
  "problem.password.is-app-name": "That password is the name of this app. Choose one that is harder to guess.",
  "problem.password.not-text": "That password has a character that cannot be typed. Choose another one.",
  "problem.password.confirmation-differs": "The two passwords differ. Type the same one twice.",
  "problem.password.confirmation-blank": "Type the password a second time.",
  "problem.first-name.blank": "Enter your first name.",
  "problem.last-name.blank": "Enter your last name.",
  "problem.name.too-long": "That name is too long. Use at most 100 characters.",
  "problem.text.not-allowed": "This has a character that cannot be shown. Remove it and try again.",
  "problem.field.not-single": "This was sent more than once, or in a form we cannot read. Enter it again.",
  "problem.credentials.wrong":
    "That did not get you in. Check the username or e-mail address and the password, then try again.",
  "problem.throttle.wait": "There were too many tries. Wait {minutes:minute|minutes}, then try again.",
  "problem.throttle.signups": "There were too many signups from your network. Wait a while, then try again.",
  "problem.server.busy": "We are very busy right now. Wait a moment, then try again.",
  "problem.login.disabled": "Logging in is switched off here at the moment.",
  "problem.signup.disabled": "Signing up is switched off here at the moment.",
  "problem.org-name.blank": "Enter the name of your organisation.",
  "problem.redirect-uri.not-registered":
    "The link you followed leads to an address that this app does not know. Go back to the app and try again.",
  "problem.request.malformed": "We could not read what was sent. Go back and try again.",
  "problem.request.too-large": "That is more than we can take. Send less and try again.",
  "problem.setup.code-wrong": "That is not the code. Copy the one printed in the server's log.",
  "problem.setup.done": "An administrator is already set up. Sign in instead.",
  "problem.get.disabled": "This app does not answer GET. Send the same fields by POST.",
  "problem.get.not-from-here": "This app does not answer GET from here. Send the same fields by POST.",
  "problem.callback.not-allowed": "That callback cannot be used. Give the name of a function.",
  "problem.not-allowed": "You are not allowed to do that. Ask an administrator.",
  "problem.not-found": "There is nothing here. Check the address.",
} as const satisfies Record<string, string>;
