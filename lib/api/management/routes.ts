import { appHookRoutes } from "./app-hooks";
import { authProviderRoutes } from "./auth-providers";
import { authorizeRoutes } from "./authorize";
import { credentialRoutes } from "./credentials";
import { eventRoutes } from "./events";
import { exportRoutes } from "./exports";
import { importRoutes } from "./imports";
import { jwtKeyRoutes } from "./jwt-keys";
import { loginPolicyRoutes } from "./login-policies";
import { membershipRoutes } from "./memberships";
import { notificationRoutes } from "./notifications";
import { orgRoutes } from "./orgs";
import { realmRoutes } from "./realms";
import type { ManagementRoute } from "./route";
import { sessionRoutes } from "./sessions";
import { userActionRoutes } from "./user-actions";
import { userLoginRoutes } from "./user-logins";
import { userTokenRoutes } from "./user-tokens";
import { userRoutes } from "./users";

/** Every route of the management API. What is not in this list does not exist. */
export const managementRoutes: readonly ManagementRoute[] = [
  ...credentialRoutes,
  ...appHookRoutes,
  // Before the providers: "authorize" is no id.
  ...authorizeRoutes,
  ...authProviderRoutes,
  ...eventRoutes,
  ...exportRoutes,
  ...importRoutes,
  ...jwtKeyRoutes,
  ...loginPolicyRoutes,
  ...membershipRoutes,
  ...notificationRoutes,
  ...orgRoutes,
  ...realmRoutes,
  ...sessionRoutes,
  ...userTokenRoutes,
  ...userRoutes,
  ...userLoginRoutes,
  ...userActionRoutes,
];
