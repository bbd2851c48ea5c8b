/** The English words of the console about an administrator's own second factor. */
export const enConsoleAccount = {
  "console.device.title": "Two-factor sign-in",
  "console.device.lead": "With an authenticator app, your password alone lets nobody in as you.",
  "console.device.off": "Off",
  "console.device.on": "On",
  "console.device.since": "On since",
  "console.device.codes-left": "Recovery codes left",
  "console.device.set-up": "Set it up",
  "console.device.manage": "Show or remove it",
  "console.device.begin": "Begin with your password",
  "console.device.begin-text": "Have an authenticator app at hand, on your phone or in your password manager.",
  "console.device.scan":
    "Scan this with your authenticator app, or type the letters into it. Then enter the code that it shows.",
  "console.device.verify": "Turn it on",
  "console.device.start-over": "Start over",
  "console.device.made": "Your recovery codes",
  "console.device.made-text":
    "It is on, and you are signed out everywhere else. Each of these codes signs you in once if you lose your device. Keep them where your device is not: they are shown this once.",
  "console.device.made-next": "I have kept them",
  "console.device.remove": "Turn it off",
  "console.device.remove-text":
    "Your recovery codes stop working with it. From then on your password alone signs you in.",
  "console.device.remove-of": "Remove their second factor",
  "console.device.remove-of-text":
    "For somebody who has lost their device and their recovery codes. From then on their password alone signs them in, until they set up another.",
  "console.device.none-of":
    "They have not set up a second factor. Each administrator does so on their own account's page.",
  "console.device.of": "Second factor of {email}",
  "console.sign-in.code-title": "Enter your code",
  "console.sign-in.code-text": "Your password was right. Now enter the six digits that your authenticator app shows.",
  "console.sign-in.code-hint": "Device lost? Enter one of your recovery codes instead.",
  "console.sign-in.code-submit": "Sign in",
  "console.sign-in.start-over": "Start over with your password",
} as const satisfies Record<string, string>;
