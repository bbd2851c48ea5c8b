import { z } from "zod";
import { generatePasswordToken, requestEmailVerification } from "@/lib/admin/user-links";
import { mapDone } from "@/lib/domain/outcome";
import { changePassword, changePasswordInput } from "@/lib/flows/change-password";
import { resetPassword } from "@/lib/flows/reset-password";
import { proveEmail } from "@/lib/flows/verify-email";
import { realmRoute } from "./route";
import { userAnswer, userBody } from "./user-body";
import { after, enterAs } from "./user-door";
import { tokenAnswer } from "./user-with";

const resetFields = z.object({
  token: z.string(),
  password: z.string(),
  password_confirmation: z.string().optional(),
});

/** What else can be done with a user, by id or username: their password, and their address. */
export const userActionRoutes = [
  realmRoute("PUT", "/users/{id}/update_password", {
    level: "write",
    summary: "Change a user's password by the one they have",
    about: "Ends all their sessions, and tells them by mail.",
    root: "user",
    fields: changePasswordInput,
    answer: userAnswer,
    act: async ({ fields, ...about }) => {
      const entered = await enterAs(about);
      if (!entered.ok) return entered;
      return after(about, await changePassword(entered.value.door, entered.value.user, fields));
    },
  }),
  realmRoute("POST", "/users/{id}/generate_password_token", {
    level: "write",
    summary: "Make a password reset token",
    about: "For an hour, and for one reset; it takes the place of any other. Nothing is mailed.",
    answer: tokenAnswer,
    act: async ({ realmId, id, actor }) =>
      mapDone(await generatePasswordToken(realmId, id, actor), ({ user, token }) => ({
        ...userBody(user),
        token,
        password_reset_token: token,
      })),
  }),
  realmRoute("POST", "/users/{id}/reset_password_with_token", {
    level: "write",
    summary: "Set a password by a reset token",
    about: "Ends all the user's sessions, and tells them by mail. It logs nobody in.",
    root: "user",
    fields: resetFields,
    answer: userAnswer,
    act: async ({ fields, ...about }) => {
      const entered = await enterAs(about);
      if (!entered.ok) return entered;
      const { door, user } = entered.value;
      const input = {
        ...fields,
        username: user.username,
        email: "",
        password_confirmation: fields.password_confirmation,
      };
      return after(about, await resetPassword(door, input));
    },
  }),
  realmRoute("POST", "/users/{id}/request_email_verification", {
    level: "write",
    summary: "Have a user prove their address",
    about: "Mails a link, and answers its token, which works for a day and takes the place of any other.",
    answer: tokenAnswer,
    act: async ({ realmId, id, actor }) =>
      mapDone(await requestEmailVerification(realmId, id, actor), ({ user, token }) => ({ ...userBody(user), token })),
  }),
  realmRoute("POST", "/users/{id}/verify_email", {
    level: "write",
    summary: "Prove an address by its token",
    root: "user",
    fields: z.object({ token: z.string() }),
    answer: userAnswer,
    act: async ({ fields, ...about }) => {
      const entered = await enterAs(about);
      if (!entered.ok) return entered;
      const { door, user } = entered.value;
      const name = { usernameCanonical: user.usernameCanonical, emailCanonical: null };
      return after(about, await proveEmail(door, { token: fields.token, name }));
    },
  }),
];
