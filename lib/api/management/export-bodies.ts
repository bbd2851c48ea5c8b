import type { ExportedObject, ExportKind } from "@/lib/admin/export-realm";
import { hostedSettings } from "@/lib/domain/hosted-settings";
import { unixSeconds } from "@/lib/domain/unix-time";
import { customBody } from "./answer-fields";
import { credentialBody } from "./credential-body";
import { membershipBody } from "./membership-body";
import { orgBody } from "./org-body";
import { userBody } from "./user-body";

type RowOf<Kind extends ExportKind> = (ExportedObject & { readonly kind: Kind })["row"];

/** An object of a realm as its export says it: as the API does, and the hash of a user's password where it is asked for. */
export function exportBody(exported: ExportedObject, { passwordHashes }: { passwordHashes: boolean }): object {
  switch (exported.kind) {
    case "realm":
      return realmBody(exported.row);
    case "login_policy":
      return loginPolicyBody(exported.row);
    case "auth_provider":
      return authProviderBody(exported.row);
    case "app_hook":
      return appHookBody(exported.row);
    case "mail_template":
      return mailTemplateBody(exported.row);
    case "user":
      return exportedUserBody(exported.row, passwordHashes);
    case "credential":
      return credentialBody(exported.row);
    case "org":
      return orgBody(exported.row);
    case "membership":
      return membershipBody(exported.row);
  }
}

function exportedUserBody(row: RowOf<"user">, passwordHashes: boolean) {
  const hash = row.credentials.find((one) => one.credentialType === "password")?.passwordHash ?? null;
  const body = userBody(row);
  return passwordHashes && hash !== null ? { ...body, password_hash: hash } : body;
}

function realmBody(row: RowOf<"realm">) {
  return {
    id: row.id,
    object: "realm",
    name: row.name,
    state: row.state,
    reference: row.reference,
    custom: customBody(row.custom),
    username_validation_human: row.usernameValidationHuman,
    require_unique_emails: row.requireUniqueEmails,
    api_key_prefix: row.apiKeyPrefix,
    api_key_policy: row.apiKeyPolicy,
    api_key_minutes: row.apiKeyMinutes,
    jwt_algo: row.jwtAlgo,
    jwt_fields: row.jwtFields,
    session_type: row.sessionType,
    session_minutes: row.sessionMinutes,
    signup_token_minutes: row.signupTokenMinutes,
    seamless_sso: row.seamlessSso,
    mfa_policy: row.mfaPolicy,
    hide_account_existence: row.hideAccountExistence,
    keep_provider_tokens: row.keepProviderTokens,
    event_days: row.eventDays,
    resource_links: row.resourceLinks,
    created_at: unixSeconds(row.createdAt),
  };
}

function loginPolicyBody(row: RowOf<"login_policy">) {
  return {
    id: row.id,
    realm_id: row.realmId,
    object: "login_policy",
    name: row.name,
    state: row.state,
    subdomain: row.subdomain,
    domains: row.domains.map(({ host }) => host),
    login_handler: row.loginHandler,
    signup_handler: row.signupHandler,
    redirect_uris: row.redirectUris,
    allowed_origins: row.allowedOrigins,
    handler_origins: row.handlerOrigins,
    ...settingsOf(row.settings),
    page_title: row.pageTitle,
    header: row.header,
    footer: row.footer,
    css: row.css,
    external_css: row.externalCss,
    sentences: row.sentences,
    created_at: unixSeconds(row.createdAt),
  };
}

/** Hosted settings that are set here; what is not is as it is one level up. */
function settingsOf(settings: unknown) {
  const read = hostedSettings.safeParse(settings ?? {});
  return read.success ? read.data : {};
}

/** Settings whose names or values would give a secret away have no place among the settings (lib/db/exports.ts). */
function authProviderBody(row: RowOf<"auth_provider">) {
  return {
    id: row.id,
    realm_id: row.realmId,
    object: "auth_provider",
    provider_type: row.providerType,
    name: row.name,
    state: row.state,
    ...customBody(row.settings),
    created_at: unixSeconds(row.createdAt),
  };
}

function appHookBody(row: RowOf<"app_hook">) {
  return {
    id: row.id,
    realm_id: row.realmId,
    object: "app_hook",
    hook_type: row.hookType,
    state: row.state,
    event_type: row.eventTypes,
    delay: row.delaySeconds,
    destination: row.destination && withoutPassword(row.destination),
    email_from: row.emailFrom,
    email_from_name: row.emailFromName,
    email_renderer: row.emailRenderer,
    email_subject: row.emailSubject,
    email_template: row.emailTemplate,
    email_to: row.emailTo,
    user_type: row.userType,
    created_at: unixSeconds(row.createdAt),
  };
}

/** An address may say a password on its way: https://user:password@host/. */
function withoutPassword(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  if (url.password !== "") url.password = "***";
  return url.href;
}

function mailTemplateBody(row: RowOf<"mail_template">) {
  return {
    id: row.id,
    realm_id: row.realmId,
    object: "mail_template",
    event_type: row.eventType,
    locale: row.locale,
    subject: row.subject,
    renderer: row.renderer,
    body: row.body,
    created_at: unixSeconds(row.createdAt),
  };
}
