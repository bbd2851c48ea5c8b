import { say } from "@/lib/domain/messages";

/** What a form says: on its button, on the button while it is sent, and above its problems. */
export function formWords(submit = say("console.save"), submitting = say("console.saving")) {
  return { submit, submitting, problems: say("problems.title") };
}
