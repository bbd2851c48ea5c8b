/** The English words about webhooks and the mails of hooks, for those who set them up. */
export const enHooks = {
  "problem.hook.type-unknown": "A hook is of type webhook or email.",
  "problem.hook.type-fixed": "The type of a hook cannot be changed. Make another hook.",
  "problem.hook.state-unknown": "The state of a hook is active or inactive.",
  "problem.hook.event-unknown": "There is no event {event}. Name events as they are listed, or with .* at the end.",
  "problem.hook.event-not-mailed":
    "A hook of type email is for exactly one event, which is about a user who is still there. Its name begins with user.",
  "problem.hook.delay": "The delay is a whole number of seconds, from 0 to {max}.",
  "problem.hook.destination-blank": "Enter the address that the webhook goes to.",
  "problem.hook.destination-malformed":
    "That is no address a webhook can go to. Write it like https://app.example.com/hooks, with special characters as %XX.",
  "problem.hook.destination-inside":
    "Webhooks do not go to that address: it is inside a private network. Whoever runs this deployment can allow it by WEBHOOK_ALLOW.",
  "problem.hook.password-hidden":
    "Enter the password of that address again: it is only kept for the one it was set for.",
  "problem.hook.user-type-unknown": "The users of a hook are all, human or api.",
  "problem.hook.user-alone":
    "This mail holds a link that lets whoever reads it in, so it goes to the user alone. Leave email_to empty.",
  "problem.hook.too-many": "There are {max} hooks already. Delete one that is no longer needed.",
  "problem.hook.no-ping": "Only an active webhook can be sent a ping.",
  "problem.notification.no-hook": "It cannot be sent again: its hook is deleted or inactive.",
  "problem.event.since": "Write the time in Unix seconds, or leave it empty.",
} as const satisfies Record<string, string>;
