/**
 * The English words of the LoginRocket API that no hosted page has: apps show them to their people. Those of
 * `loginrocket.…` that seed 002 shows are the seed's, to the letter.
 */
export const enLoginRocket = {
  "loginrocket.reset-asked":
    "You should receive a password reset token within a few minutes. If not, check your spam folder.",
  "loginrocket.password-reset": "Your password has been reset.",
  "loginrocket.password-updated": "Your password has been updated.",
  "loginrocket.verification-asked": "A new verification email has been sent.",
  "loginrocket.email-verified": "Your email has been verified.",
  "loginrocket.verify-email-first": "Open the link in the mail we sent you to confirm your address. Then log in.",
  "problem.email.verify-first":
    "Your e-mail address is not confirmed yet. Open the link in the mail we sent you, then log in again.",
  "problem.enrolment.on-page":
    "A second step is needed here that is not set up yet. Set it up by logging in at {address}.",
  "problem.session.ended": "This login has ended. Log in again.",
  "problem.current-password.blank": "Enter your current password.",
  "problem.current-password.wrong": "Current password does not match. Enter the one you log in with now.",
} as const satisfies Record<string, string>;
