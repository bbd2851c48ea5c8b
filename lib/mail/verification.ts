import type { NewMail } from "@/lib/db/mails";
import { mailLink } from "@/lib/domain/mail-link";
import { composeMail, type Letter } from "./compose";

/** How long a link that proves an address works. */
export const VERIFICATION_HOURS = 24;

/** Words the mail whose link proves the address it goes to. `token` is the `kvf_…` secret, which is kept nowhere else. */
export async function composeVerification(
  letter: Letter,
  place: Parameters<typeof mailLink>[0],
  token: string,
): Promise<NewMail> {
  const link = mailLink(place, "/verify_email", { token, username: letter.user.username });
  return composeMail("user.email.verification_requested", letter, { link, token, hours: VERIFICATION_HOURS });
}
