import { z } from "zod";
import type { AppRecord } from "@/lib/admin/app-records";
import { unixSeconds } from "@/lib/domain/unix-time";
import { env } from "@/lib/env";
import { momentAnswer, stateAnswer } from "./answer-fields";
import { hostedAnswer, hostedBody, lookAnswer } from "./hosted-answer";

/** A Connected App on the wire, by its old name. Of the settings null is: as the realm. */
export const loginPolicyAnswer = z
  .strictObject({
    id: z.string(),
    realm_id: z.string(),
    object: z.literal("login_policy"),
    name: z.string(),
    state: stateAnswer,
    subdomain: z.string(),
    base_domain: z.string().meta({ description: "What the subdomain is of." }),
    domains: z.array(z.string()).meta({ description: "Host names of its owner's." }),
    login_handler: z.string(),
    signup_handler: z.string().nullable(),
    redirect_uris: z.array(z.string()),
    handler_origins: z.array(z.string()),
    allowed_origins: z.array(z.string()).nullable(),
    ...hostedAnswer,
    ...lookAnswer,
    external_css: z.string().nullable(),
    created_at: momentAnswer,
  })
  .meta({ id: "LoginPolicy" });

export function loginPolicyBody(app: AppRecord): z.input<typeof loginPolicyAnswer> {
  return {
    id: app.id,
    realm_id: app.realmId,
    object: "login_policy",
    name: app.name,
    state: app.state,
    subdomain: app.subdomain,
    base_domain: env().loginDomain,
    domains: app.domains.map(({ host }) => host),
    login_handler: app.loginHandler,
    signup_handler: app.signupHandler,
    redirect_uris: app.redirectUris,
    handler_origins: app.handlerOrigins,
    allowed_origins: app.allowedOrigins.length > 0 ? app.allowedOrigins : null,
    ...hostedBody(app.settings),
    page_title: app.pageTitle,
    header: app.header,
    footer: app.footer,
    css: app.css,
    external_css: app.externalCss,
    created_at: unixSeconds(app.createdAt),
  };
}
