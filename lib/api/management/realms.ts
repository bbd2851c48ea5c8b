import { getRealm } from "@/lib/admin/realms";
import { done, refuse } from "@/lib/domain/outcome";
import { mayDo, mayReach } from "@/lib/request/caller";
import type { ManagementRoute } from "./route";

/** `GET /v1/realms/:id`. What verifies its tokens (`jwt_key`) is shown to keys of level manage alone. */
export const getRealmRoute: ManagementRoute = {
  method: "GET",
  path: "/realms/:id",
  level: "read",
  act: async (caller, c) => {
    const id = c.req.param("id") ?? "";
    const realm = mayReach(caller, id) ? await getRealm(id) : null;
    if (!realm) return refuse({ code: "not-found" });
    const { jwtKey, ...rest } = realm;
    return done({
      id: rest.id,
      object: "realm",
      name: rest.name,
      state: rest.state,
      reference: rest.reference,
      custom: rest.custom,
      username_validation_human: rest.usernameValidationHuman,
      require_unique_emails: rest.requireUniqueEmails,
      jwt_algo: rest.jwtAlgo,
      jwt_fields: rest.jwtFields,
      session_type: rest.sessionType,
      session_minutes: rest.sessionMinutes,
      created_at: rest.createdAt.getTime() / 1000,
      ...(mayDo(caller, "manage") ? { jwt_key: jwtKey } : {}),
    });
  },
};
