import { z } from "zod";
import { momentField, stateField } from "@/lib/domain/fields";

/** Which users of a realm: those that fit every one that is sent. */
export const userFilterFields = {
  reference: z.string().optional().meta({ description: "Exactly this reference." }),
  username: z.string().optional().meta({ description: "This username, in any case." }),
  email: z.string().optional().meta({ description: "This address, in any case." }),
  user_type: z.enum(["human", "api"]).optional(),
  state: stateField.optional(),
  created_at_after: momentField
    .optional()
    .meta({ description: "Of a span of time: sorted by it, unless asked otherwise." }),
  created_at_before: momentField.optional(),
};
