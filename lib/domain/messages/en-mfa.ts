/** The English words of the second step of a login. */
export const enMfa = {
  "verify-login.title": "Enter your code",
  "verify-login.lead": "Open your authenticator app and enter the code it shows for {app}.",
  "verify-login.hint": "Six digits. If you do not have the app at hand, enter one of your recovery codes.",
  "verify-login.submit": "Log in",
  "verify-login.submitting": "Logging in…",
  "verify-login.to-login": "Begin again with your password",
  "field.code": "Code",
  "enrol.title": "Set up your second step",
  "enrol.lead": "{app} asks for a code besides your password. An authenticator app on your phone makes it.",
  "enrol.scan": "Scan this with your authenticator app:",
  "enrol.qr": "QR code for your authenticator app. The same secret stands below as text.",
  "enrol.type": "Or type this secret into it:",
  "enrol.hint": "The six digits that the app shows now.",
  "enrol.submit": "Go on",
  "enrol.submitting": "Checking…",
  "recovery-codes.title": "Keep your recovery codes",
  "recovery-codes.lead":
    "If you lose your phone, one of these lets you in, once each. Print them or write them down. They are shown only now.",
  "recovery-codes.submit": "I have kept them. Go on",
  "recovery-codes.submitting": "Going on…",
  "ticket.ended-title": "This step has ended",
  "problem.code.blank": "Enter the code.",
  "problem.code.wrong": "That code does not fit. Wait for the next one in your app, then enter it.",
  "problem.code.last-wrong": "That was one code too many. Begin again with your password.",
  "problem.ticket.ended":
    "This login waited too long, was finished already, got too many codes that did not fit, or began in another browser. Begin again with your password.",
} as const satisfies Record<string, string>;
