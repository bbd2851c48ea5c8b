/** The English words of logging in with an external provider. */
export const enProvider = {
  "provider.or": "or",
  "provider.continue": "Continue with {provider}",
  "provider.again": "Try {provider} again",
  "provider.to-login": "Log in another way",
  "provider.to-signup": "Sign up another way",
  "provider.stopped.refused": "You did not go on at {provider}",
  "provider.stopped.ended": "This step has ended",
  "provider.stopped.unreachable": "{provider} does not answer",
  "provider.stopped.answer": "The answer of {provider} does not fit",
  "provider.stopped.off": "This way in is closed",
  "provider.stopped.inactive": "Your account is switched off",
  "provider.stopped.signup-off": "You have no account here yet",
  "provider.stopped.login-off": "This way in is closed",
  "provider.stopped.busy": "One moment, please",
  "provider.finish.title": "Almost there",
  "provider.finish.lead": "You come from {provider} as {who}. {app} needs a little more to make your account.",
  "provider.finish.lead-unnamed": "You come from {provider}. {app} needs a little more to make your account.",
  "provider.finish.to-connect": "Have an account already? Log in and connect {provider}",
  "provider.connect.title": "You have an account already",
  "provider.connect.about":
    "There is an account at {app} with the address {who}. To be sure that it is yours, log in to it once. From then on {provider} lets you in, too.",
  "provider.connect.submit": "Log in and connect {provider}",
  "provider.connect.to-forgot": "I have no password, or forgot it",
  "provider.connect.notice": "Log in, and your account is connected with {provider} ({who}).",
  "provider.connect.notice-unnamed": "Log in, and your account is connected with {provider}.",
  "provider.connect.stop": "Log in without connecting",
  "problem.provider.refused":
    "This was not agreed to there, so nobody was logged in. Try again, or log in another way.",
  "problem.provider.unreachable":
    "The provider did not answer in time, so nobody was logged in. Try again in a moment, or log in another way.",
  "problem.provider.answer":
    "What the provider sent could not be checked, so nobody was logged in. Try again. If that does not help, tell the people behind this app.",
  "problem.provider.off": "Logging in this way is switched off, or was never there. Log in another way.",
  "problem.provider.step-ended":
    "This step waited too long, was finished already, or began in another browser. Begin again.",
  "problem.provider.account-there":
    "There is an account with your address already. Log in to it first, then the two can be connected.",
  "problem.user.inactive": "This account is switched off. Ask the people behind this app.",
} as const satisfies Record<string, string>;
