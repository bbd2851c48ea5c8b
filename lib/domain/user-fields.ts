import { z } from "zod";
import { checked, customField, referenceField, stateField } from "./fields";
import { cleanName } from "./text";

/** A part of a person's name; blank and null: none. */
const personField = checked(z.string().nullable(), (typed) => {
  const name = cleanName(typed ?? "");
  return name.ok ? { value: name.value || null } : { fault: { code: name.code } };
}).meta({ type: ["string", "null"], maxLength: 100 });

/** What can be changed of a user: the fields that are sent. A blank password changes none. */
export const userInput = z.object({
  username: z.string().optional().meta({
    description: "Unique in the realm, in any case; an address, where the realm has its people named so.",
  }),
  email: z.string().nullable().optional(),
  email_verification: z.enum(["none", "requested", "verified"]).optional().meta({
    description:
      "requested mails a link that proves the address. Another address is none, unless this is sent with it.",
  }),
  first_name: personField.optional(),
  last_name: personField.optional(),
  name: personField.optional().meta({ description: "Of users of type api. That of a human is made of the other two." }),
  password: z.string().nullable().optional(),
  password_confirmation: z.string().nullable().optional(),
  state: stateField
    .optional()
    .meta({ description: "inactive ends all that the user has begun, and refuses the rest." }),
  reference: referenceField.optional(),
  custom: customField.optional(),
});

/** What a user is made of: a human by username, e-mail and password, an API user by nothing, or by a signup token alone. */
export const newUserInput = userInput.extend({
  user_type: z.enum(["human", "api"]).optional().meta({ default: "human" }),
  token: z.string().optional().meta({ description: "utk_…: all that a signup left; no other field is read then." }),
});

export type UserInput = z.output<typeof userInput>;
export type NewUserInput = z.output<typeof newUserInput>;
