-- CreateEnum
CREATE TYPE "state" AS ENUM ('active', 'inactive');

-- CreateEnum
CREATE TYPE "username_validation" AS ENUM ('standard', 'email');

-- CreateEnum
CREATE TYPE "api_key_policy" AS ENUM ('encrypt', 'hash');

-- CreateEnum
CREATE TYPE "jwt_algo" AS ENUM ('hs256', 'rs256');

-- CreateEnum
CREATE TYPE "session_type" AS ENUM ('managed', 'unmanaged');

-- CreateEnum
CREATE TYPE "mfa_policy" AS ENUM ('off', 'optional', 'required');

-- CreateEnum
CREATE TYPE "user_type" AS ENUM ('human', 'api');

-- CreateEnum
CREATE TYPE "email_verification" AS ENUM ('none', 'requested', 'verified');

-- CreateEnum
CREATE TYPE "credential_state" AS ENUM ('new', 'active');

-- CreateEnum
CREATE TYPE "hook_type" AS ENUM ('webhook', 'email');

-- CreateEnum
CREATE TYPE "notification_state" AS ENUM ('in_progress', 'completed', 'failed', 'canceled');

-- CreateEnum
CREATE TYPE "api_key_level" AS ENUM ('read', 'write', 'manage');

-- CreateEnum
CREATE TYPE "admin_role" AS ENUM ('owner', 'admin', 'read_only');

-- CreateEnum
CREATE TYPE "mail_state" AS ENUM ('queued', 'sent', 'failed', 'kept');

-- CreateTable
CREATE TABLE "realms" (
    "id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "state" "state" NOT NULL DEFAULT 'active',
    "reference" TEXT,
    "custom" JSONB NOT NULL DEFAULT '{}',
    "username_validation_human" "username_validation" NOT NULL DEFAULT 'standard',
    "require_unique_emails" BOOLEAN NOT NULL DEFAULT true,
    "api_key_prefix" TEXT,
    "api_key_policy" "api_key_policy" NOT NULL DEFAULT 'hash',
    "api_key_minutes" INTEGER NOT NULL DEFAULT 0,
    "jwt_algo" "jwt_algo" NOT NULL DEFAULT 'hs256',
    "jwt_fields" TEXT[],
    "session_type" "session_type" NOT NULL DEFAULT 'managed',
    "session_minutes" INTEGER NOT NULL DEFAULT 360,
    "signup_token_minutes" INTEGER NOT NULL DEFAULT 1440,
    "seamless_sso" BOOLEAN NOT NULL DEFAULT false,
    "mfa_policy" "mfa_policy" NOT NULL DEFAULT 'optional',
    "hide_account_existence" BOOLEAN NOT NULL DEFAULT false,
    "keep_provider_tokens" BOOLEAN NOT NULL DEFAULT false,
    "event_days" INTEGER NOT NULL DEFAULT 30,
    "resource_links" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "realms_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connected_apps" (
    "id" TEXT COLLATE "C" NOT NULL,
    "realm_id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "state" "state" NOT NULL DEFAULT 'active',
    "subdomain" TEXT NOT NULL,
    "login_handler" TEXT NOT NULL,
    "signup_handler" TEXT,
    "redirect_uris" TEXT[],
    "allowed_origins" TEXT[],
    "handler_origins" TEXT[],
    "settings" JSONB NOT NULL DEFAULT '{}',
    "page_title" TEXT,
    "header" TEXT,
    "footer" TEXT,
    "css" TEXT,
    "external_css" TEXT,
    "external_css_fetched_at" TIMESTAMP(3),
    "external_css_text" TEXT,
    "logo_asset_id" TEXT COLLATE "C",
    "sentences" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "connected_apps_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app_domains" (
    "host" TEXT NOT NULL,
    "realm_id" TEXT COLLATE "C" NOT NULL,
    "app_id" TEXT COLLATE "C" NOT NULL,
    "primary" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_domains_pkey" PRIMARY KEY ("host")
);

-- CreateTable
CREATE TABLE "app_looks" (
    "id" TEXT COLLATE "C" NOT NULL,
    "realm_id" TEXT COLLATE "C" NOT NULL,
    "app_id" TEXT COLLATE "C" NOT NULL,
    "look" JSONB NOT NULL,
    "created_by_id" TEXT COLLATE "C",
    "published_at" TIMESTAMP(3),
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_looks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assets" (
    "id" TEXT COLLATE "C" NOT NULL,
    "realm_id" TEXT COLLATE "C" NOT NULL,
    "content_hash" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_providers" (
    "id" TEXT COLLATE "C" NOT NULL,
    "realm_id" TEXT COLLATE "C" NOT NULL,
    "provider_type" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" "state" NOT NULL DEFAULT 'active',
    "settings" JSONB NOT NULL DEFAULT '{}',
    "client_secret_encrypted" BYTEA,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "auth_providers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" TEXT COLLATE "C" NOT NULL,
    "realm_id" TEXT COLLATE "C" NOT NULL,
    "user_type" "user_type" NOT NULL DEFAULT 'human',
    "state" "state" NOT NULL DEFAULT 'active',
    "username" TEXT NOT NULL,
    "username_canonical" TEXT NOT NULL,
    "username_skeleton" TEXT,
    "email" TEXT,
    "email_canonical" TEXT,
    "email_unique" TEXT,
    "email_verification" "email_verification" NOT NULL DEFAULT 'none',
    "first_name" TEXT,
    "last_name" TEXT,
    "name" TEXT,
    "reference" TEXT,
    "custom" JSONB NOT NULL DEFAULT '{}',
    "signup_pending" BOOLEAN NOT NULL DEFAULT false,
    "last_login_at" TIMESTAMP(3),
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credentials" (
    "id" TEXT COLLATE "C" NOT NULL,
    "realm_id" TEXT COLLATE "C" NOT NULL,
    "user_id" TEXT COLLATE "C" NOT NULL,
    "credential_type" TEXT NOT NULL,
    "state" "credential_state" NOT NULL DEFAULT 'active',
    "name" TEXT,
    "password_hash" TEXT,
    "password_disabled_at" TIMESTAMP(3),
    "secret_hash" BYTEA,
    "secret_encrypted" BYTEA,
    "last_step" INTEGER,
    "auth_provider_id" TEXT COLLATE "C",
    "provider_user_id" TEXT COLLATE "C",
    "provider_profile" JSONB,
    "tokens_encrypted" BYTEA,
    "token_expires_at" TIMESTAMP(3),
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "credentials_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recovery_codes" (
    "id" TEXT COLLATE "C" NOT NULL,
    "realm_id" TEXT COLLATE "C" NOT NULL,
    "user_id" TEXT COLLATE "C" NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "used_at" TIMESTAMP(3),
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recovery_codes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "orgs" (
    "id" TEXT COLLATE "C" NOT NULL,
    "realm_id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "state" "state" NOT NULL DEFAULT 'active',
    "reference" TEXT,
    "custom" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "orgs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "id" TEXT COLLATE "C" NOT NULL,
    "realm_id" TEXT COLLATE "C" NOT NULL,
    "user_id" TEXT COLLATE "C" NOT NULL,
    "org_id" TEXT COLLATE "C",
    "org_key" TEXT NOT NULL DEFAULT '-',
    "permissions" TEXT[],
    "custom" JSONB NOT NULL DEFAULT '{}',
    "expires_at" TIMESTAMP(3),
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signup_tokens" (
    "id" TEXT COLLATE "C" NOT NULL,
    "realm_id" TEXT COLLATE "C" NOT NULL,
    "app_id" TEXT COLLATE "C",
    "token_hash" BYTEA NOT NULL,
    "username" TEXT NOT NULL,
    "username_canonical" TEXT NOT NULL,
    "email" TEXT,
    "email_canonical" TEXT,
    "first_name" TEXT,
    "last_name" TEXT,
    "org_name" TEXT,
    "credential_type" TEXT NOT NULL DEFAULT 'password',
    "password_hash" TEXT,
    "provider_profile" JSONB,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "spent_at" TIMESTAMP(3),
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "signup_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT COLLATE "C" NOT NULL,
    "realm_id" TEXT COLLATE "C" NOT NULL,
    "user_id" TEXT COLLATE "C" NOT NULL,
    "app_id" TEXT COLLATE "C",
    "cookie_hash" BYTEA,
    "ip" TEXT,
    "client" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "login_tickets" (
    "id" TEXT COLLATE "C" NOT NULL,
    "realm_id" TEXT COLLATE "C" NOT NULL,
    "user_id" TEXT COLLATE "C" NOT NULL,
    "app_id" TEXT COLLATE "C",
    "token_hash" BYTEA NOT NULL,
    "browser_hash" BYTEA,
    "kind" TEXT NOT NULL DEFAULT 'mfa',
    "tries_left" INTEGER NOT NULL DEFAULT 5,
    "ip" TEXT,
    "client" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "login_tickets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sso_tickets" (
    "id" TEXT COLLATE "C" NOT NULL,
    "realm_id" TEXT COLLATE "C" NOT NULL,
    "user_id" TEXT COLLATE "C" NOT NULL,
    "app_id" TEXT COLLATE "C" NOT NULL,
    "session_id" TEXT COLLATE "C" NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "browser_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "sso_tickets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reset_tokens" (
    "id" TEXT COLLATE "C" NOT NULL,
    "realm_id" TEXT COLLATE "C" NOT NULL,
    "user_id" TEXT COLLATE "C" NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "reset_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "email_tokens" (
    "id" TEXT COLLATE "C" NOT NULL,
    "realm_id" TEXT COLLATE "C" NOT NULL,
    "user_id" TEXT COLLATE "C" NOT NULL,
    "email_canonical" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "email_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provider_states" (
    "id" TEXT COLLATE "C" NOT NULL,
    "realm_id" TEXT COLLATE "C" NOT NULL,
    "app_id" TEXT COLLATE "C" NOT NULL,
    "auth_provider_id" TEXT COLLATE "C" NOT NULL,
    "state_hash" BYTEA NOT NULL,
    "browser_hash" BYTEA NOT NULL,
    "secrets_encrypted" BYTEA NOT NULL,
    "handoff" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "provider_states_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "jwt_keys" (
    "id" TEXT COLLATE "C" NOT NULL,
    "realm_id" TEXT COLLATE "C" NOT NULL,
    "algo" "jwt_algo" NOT NULL,
    "private_encrypted" BYTEA NOT NULL,
    "public_pem" TEXT,
    "expired_at" TIMESTAMP(3),
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "jwt_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "events" (
    "id" TEXT COLLATE "C" NOT NULL,
    "realm_id" TEXT COLLATE "C" NOT NULL,
    "event_type" TEXT NOT NULL,
    "user_id" TEXT COLLATE "C",
    "org_id" TEXT COLLATE "C",
    "membership_id" TEXT COLLATE "C",
    "app_hook_id" TEXT COLLATE "C",
    "auth_provider_id" TEXT COLLATE "C",
    "login_policy_id" TEXT COLLATE "C",
    "ip" TEXT,
    "client" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',
    "event_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app_hooks" (
    "id" TEXT COLLATE "C" NOT NULL,
    "realm_id" TEXT COLLATE "C",
    "hook_type" "hook_type" NOT NULL DEFAULT 'webhook',
    "state" "state" NOT NULL DEFAULT 'active',
    "event_types" TEXT[],
    "delay_seconds" INTEGER NOT NULL DEFAULT 0,
    "destination" TEXT,
    "secret_encrypted" BYTEA,
    "email_from" TEXT,
    "email_from_name" TEXT,
    "email_renderer" TEXT,
    "email_subject" TEXT,
    "email_template" TEXT,
    "email_to" TEXT,
    "user_type" TEXT NOT NULL DEFAULT 'all',
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "app_hooks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notifications" (
    "id" TEXT COLLATE "C" NOT NULL,
    "realm_id" TEXT COLLATE "C" NOT NULL,
    "event_id" TEXT COLLATE "C" NOT NULL,
    "app_hook_id" TEXT COLLATE "C",
    "hook_type" "hook_type" NOT NULL,
    "state" "notification_state" NOT NULL DEFAULT 'in_progress',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_attempt_at" TIMESTAMP(3),
    "last_destination" TEXT,
    "last_result" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" TEXT COLLATE "C" NOT NULL,
    "realm_id" TEXT COLLATE "C",
    "name" TEXT NOT NULL,
    "level" "api_key_level" NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "created_by_id" TEXT COLLATE "C",
    "last_used_at" TIMESTAMP(3),
    "disabled_at" TIMESTAMP(3),
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "administrators" (
    "id" TEXT COLLATE "C" NOT NULL,
    "email" TEXT NOT NULL,
    "email_canonical" TEXT NOT NULL,
    "name" TEXT,
    "role" "admin_role" NOT NULL DEFAULT 'owner',
    "state" "state" NOT NULL DEFAULT 'active',
    "password_hash" TEXT NOT NULL,
    "otp_secret_encrypted" BYTEA,
    "otp_last_step" INTEGER,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "administrators_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "administrator_realms" (
    "administrator_id" TEXT COLLATE "C" NOT NULL,
    "realm_id" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "administrator_realms_pkey" PRIMARY KEY ("administrator_id","realm_id")
);

-- CreateTable
CREATE TABLE "admin_sessions" (
    "id" TEXT COLLATE "C" NOT NULL,
    "administrator_id" TEXT COLLATE "C" NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "ip" TEXT,
    "client" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "admin_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" TEXT COLLATE "C" NOT NULL,
    "realm_id" TEXT COLLATE "C",
    "administrator_id" TEXT COLLATE "C",
    "administrator_email" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "object_type" TEXT,
    "object_id" TEXT COLLATE "C",
    "changes" JSONB NOT NULL DEFAULT '{}',
    "ip" TEXT,
    "client" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setup_codes" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "code_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "setup_codes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "throttles" (
    "scope" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key_hash" BYTEA NOT NULL,
    "count" INTEGER NOT NULL,
    "consecutive" INTEGER NOT NULL,
    "window_ends_at" TIMESTAMP(3) NOT NULL,
    "blocked_until" TIMESTAMP(3),
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "throttles_pkey" PRIMARY KEY ("scope","kind","key_hash")
);

-- CreateTable
CREATE TABLE "mails" (
    "id" TEXT COLLATE "C" NOT NULL,
    "realm_id" TEXT COLLATE "C",
    "app_id" TEXT COLLATE "C",
    "user_id" TEXT COLLATE "C",
    "template" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "state" "mail_state" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "sent_at" TIMESTAMP(3),
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mails_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_templates" (
    "id" TEXT COLLATE "C" NOT NULL,
    "realm_id" TEXT COLLATE "C" NOT NULL,
    "event_type" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "renderer" TEXT NOT NULL DEFAULT 'markdown',
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "mail_templates_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "connected_apps_subdomain_key" ON "connected_apps"("subdomain");

-- CreateIndex
CREATE INDEX "connected_apps_realm_id_name_idx" ON "connected_apps"("realm_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "connected_apps_realm_id_id_key" ON "connected_apps"("realm_id", "id");

-- CreateIndex
CREATE INDEX "app_domains_realm_id_app_id_idx" ON "app_domains"("realm_id", "app_id");

-- CreateIndex
CREATE INDEX "app_looks_realm_id_app_id_created_at_idx" ON "app_looks"("realm_id", "app_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "app_looks_realm_id_id_key" ON "app_looks"("realm_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "assets_realm_id_id_key" ON "assets"("realm_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "assets_realm_id_content_hash_key" ON "assets"("realm_id", "content_hash");

-- CreateIndex
CREATE INDEX "auth_providers_realm_id_provider_type_idx" ON "auth_providers"("realm_id", "provider_type");

-- CreateIndex
CREATE UNIQUE INDEX "auth_providers_realm_id_id_key" ON "auth_providers"("realm_id", "id");

-- CreateIndex
CREATE INDEX "users_realm_id_email_canonical_idx" ON "users"("realm_id", "email_canonical");

-- CreateIndex
CREATE INDEX "users_realm_id_reference_idx" ON "users"("realm_id", "reference");

-- CreateIndex
CREATE INDEX "users_realm_id_created_at_id_idx" ON "users"("realm_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "users_realm_id_last_login_at_id_idx" ON "users"("realm_id", "last_login_at", "id");

-- CreateIndex
CREATE INDEX "users_realm_id_user_type_state_id_idx" ON "users"("realm_id", "user_type", "state", "id");

-- CreateIndex
CREATE UNIQUE INDEX "users_realm_id_id_key" ON "users"("realm_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "users_realm_id_username_canonical_key" ON "users"("realm_id", "username_canonical");

-- CreateIndex
CREATE UNIQUE INDEX "users_realm_id_username_skeleton_key" ON "users"("realm_id", "username_skeleton");

-- CreateIndex
CREATE UNIQUE INDEX "users_realm_id_email_unique_key" ON "users"("realm_id", "email_unique");

-- CreateIndex
CREATE INDEX "credentials_realm_id_user_id_credential_type_idx" ON "credentials"("realm_id", "user_id", "credential_type");

-- CreateIndex
CREATE UNIQUE INDEX "credentials_realm_id_id_key" ON "credentials"("realm_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "credentials_realm_id_auth_provider_id_provider_user_id_key" ON "credentials"("realm_id", "auth_provider_id", "provider_user_id");

-- CreateIndex
CREATE UNIQUE INDEX "credentials_secret_hash_key" ON "credentials"("secret_hash");

-- CreateIndex
CREATE UNIQUE INDEX "recovery_codes_realm_id_user_id_code_hash_key" ON "recovery_codes"("realm_id", "user_id", "code_hash");

-- CreateIndex
CREATE INDEX "orgs_realm_id_name_id_idx" ON "orgs"("realm_id", "name", "id");

-- CreateIndex
CREATE INDEX "orgs_realm_id_reference_idx" ON "orgs"("realm_id", "reference");

-- CreateIndex
CREATE UNIQUE INDEX "orgs_realm_id_id_key" ON "orgs"("realm_id", "id");

-- CreateIndex
CREATE INDEX "memberships_realm_id_org_id_idx" ON "memberships"("realm_id", "org_id");

-- CreateIndex
CREATE INDEX "memberships_expires_at_idx" ON "memberships"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "memberships_realm_id_id_key" ON "memberships"("realm_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "memberships_realm_id_user_id_org_key_key" ON "memberships"("realm_id", "user_id", "org_key");

-- CreateIndex
CREATE UNIQUE INDEX "signup_tokens_token_hash_key" ON "signup_tokens"("token_hash");

-- CreateIndex
CREATE INDEX "signup_tokens_expires_at_idx" ON "signup_tokens"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "signup_tokens_realm_id_id_key" ON "signup_tokens"("realm_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_cookie_hash_key" ON "sessions"("cookie_hash");

-- CreateIndex
CREATE INDEX "sessions_realm_id_user_id_idx" ON "sessions"("realm_id", "user_id");

-- CreateIndex
CREATE INDEX "sessions_expires_at_idx" ON "sessions"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_realm_id_id_key" ON "sessions"("realm_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "login_tickets_token_hash_key" ON "login_tickets"("token_hash");

-- CreateIndex
CREATE INDEX "login_tickets_realm_id_user_id_idx" ON "login_tickets"("realm_id", "user_id");

-- CreateIndex
CREATE INDEX "login_tickets_expires_at_idx" ON "login_tickets"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "login_tickets_realm_id_id_key" ON "login_tickets"("realm_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "sso_tickets_token_hash_key" ON "sso_tickets"("token_hash");

-- CreateIndex
CREATE INDEX "sso_tickets_expires_at_idx" ON "sso_tickets"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "sso_tickets_realm_id_id_key" ON "sso_tickets"("realm_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "reset_tokens_token_hash_key" ON "reset_tokens"("token_hash");

-- CreateIndex
CREATE INDEX "reset_tokens_realm_id_user_id_idx" ON "reset_tokens"("realm_id", "user_id");

-- CreateIndex
CREATE INDEX "reset_tokens_expires_at_idx" ON "reset_tokens"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "reset_tokens_realm_id_id_key" ON "reset_tokens"("realm_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "email_tokens_token_hash_key" ON "email_tokens"("token_hash");

-- CreateIndex
CREATE INDEX "email_tokens_realm_id_user_id_idx" ON "email_tokens"("realm_id", "user_id");

-- CreateIndex
CREATE INDEX "email_tokens_expires_at_idx" ON "email_tokens"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "email_tokens_realm_id_id_key" ON "email_tokens"("realm_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "provider_states_state_hash_key" ON "provider_states"("state_hash");

-- CreateIndex
CREATE INDEX "provider_states_expires_at_idx" ON "provider_states"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "provider_states_realm_id_id_key" ON "provider_states"("realm_id", "id");

-- CreateIndex
CREATE INDEX "jwt_keys_realm_id_algo_idx" ON "jwt_keys"("realm_id", "algo");

-- CreateIndex
CREATE UNIQUE INDEX "jwt_keys_realm_id_id_key" ON "jwt_keys"("realm_id", "id");

-- CreateIndex
CREATE INDEX "events_realm_id_user_id_id_idx" ON "events"("realm_id", "user_id", "id");

-- CreateIndex
CREATE INDEX "events_realm_id_event_type_id_idx" ON "events"("realm_id", "event_type", "id");

-- CreateIndex
CREATE INDEX "events_event_at_idx" ON "events"("event_at");

-- CreateIndex
CREATE UNIQUE INDEX "events_realm_id_id_key" ON "events"("realm_id", "id");

-- CreateIndex
CREATE INDEX "app_hooks_realm_id_idx" ON "app_hooks"("realm_id");

-- CreateIndex
CREATE INDEX "notifications_realm_id_event_id_idx" ON "notifications"("realm_id", "event_id");

-- CreateIndex
CREATE INDEX "notifications_realm_id_app_hook_id_state_idx" ON "notifications"("realm_id", "app_hook_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "notifications_realm_id_id_key" ON "notifications"("realm_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_secret_hash_key" ON "api_keys"("secret_hash");

-- CreateIndex
CREATE INDEX "api_keys_realm_id_idx" ON "api_keys"("realm_id");

-- CreateIndex
CREATE UNIQUE INDEX "administrators_email_canonical_key" ON "administrators"("email_canonical");

-- CreateIndex
CREATE UNIQUE INDEX "admin_sessions_secret_hash_key" ON "admin_sessions"("secret_hash");

-- CreateIndex
CREATE INDEX "admin_sessions_administrator_id_idx" ON "admin_sessions"("administrator_id");

-- CreateIndex
CREATE INDEX "admin_sessions_expires_at_idx" ON "admin_sessions"("expires_at");

-- CreateIndex
CREATE INDEX "audit_entries_realm_id_id_idx" ON "audit_entries"("realm_id", "id");

-- CreateIndex
CREATE INDEX "throttles_updated_at_idx" ON "throttles"("updated_at");

-- CreateIndex
CREATE INDEX "mails_realm_id_id_idx" ON "mails"("realm_id", "id");

-- CreateIndex
CREATE INDEX "mails_state_created_at_idx" ON "mails"("state", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "mail_templates_realm_id_id_key" ON "mail_templates"("realm_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "mail_templates_realm_id_event_type_locale_key" ON "mail_templates"("realm_id", "event_type", "locale");

-- AddForeignKey
ALTER TABLE "connected_apps" ADD CONSTRAINT "connected_apps_realm_id_fkey" FOREIGN KEY ("realm_id") REFERENCES "realms"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connected_apps" ADD CONSTRAINT "connected_apps_realm_id_logo_asset_id_fkey" FOREIGN KEY ("realm_id", "logo_asset_id") REFERENCES "assets"("realm_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app_domains" ADD CONSTRAINT "app_domains_realm_id_app_id_fkey" FOREIGN KEY ("realm_id", "app_id") REFERENCES "connected_apps"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app_looks" ADD CONSTRAINT "app_looks_realm_id_app_id_fkey" FOREIGN KEY ("realm_id", "app_id") REFERENCES "connected_apps"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assets" ADD CONSTRAINT "assets_realm_id_fkey" FOREIGN KEY ("realm_id") REFERENCES "realms"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "auth_providers" ADD CONSTRAINT "auth_providers_realm_id_fkey" FOREIGN KEY ("realm_id") REFERENCES "realms"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "users" ADD CONSTRAINT "users_realm_id_fkey" FOREIGN KEY ("realm_id") REFERENCES "realms"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_realm_id_user_id_fkey" FOREIGN KEY ("realm_id", "user_id") REFERENCES "users"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_realm_id_auth_provider_id_fkey" FOREIGN KEY ("realm_id", "auth_provider_id") REFERENCES "auth_providers"("realm_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_realm_id_user_id_fkey" FOREIGN KEY ("realm_id", "user_id") REFERENCES "users"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orgs" ADD CONSTRAINT "orgs_realm_id_fkey" FOREIGN KEY ("realm_id") REFERENCES "realms"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_realm_id_user_id_fkey" FOREIGN KEY ("realm_id", "user_id") REFERENCES "users"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_realm_id_org_id_fkey" FOREIGN KEY ("realm_id", "org_id") REFERENCES "orgs"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signup_tokens" ADD CONSTRAINT "signup_tokens_realm_id_fkey" FOREIGN KEY ("realm_id") REFERENCES "realms"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signup_tokens" ADD CONSTRAINT "signup_tokens_realm_id_app_id_fkey" FOREIGN KEY ("realm_id", "app_id") REFERENCES "connected_apps"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_realm_id_user_id_fkey" FOREIGN KEY ("realm_id", "user_id") REFERENCES "users"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_realm_id_app_id_fkey" FOREIGN KEY ("realm_id", "app_id") REFERENCES "connected_apps"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "login_tickets" ADD CONSTRAINT "login_tickets_realm_id_user_id_fkey" FOREIGN KEY ("realm_id", "user_id") REFERENCES "users"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "login_tickets" ADD CONSTRAINT "login_tickets_realm_id_app_id_fkey" FOREIGN KEY ("realm_id", "app_id") REFERENCES "connected_apps"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sso_tickets" ADD CONSTRAINT "sso_tickets_realm_id_user_id_fkey" FOREIGN KEY ("realm_id", "user_id") REFERENCES "users"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sso_tickets" ADD CONSTRAINT "sso_tickets_realm_id_app_id_fkey" FOREIGN KEY ("realm_id", "app_id") REFERENCES "connected_apps"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reset_tokens" ADD CONSTRAINT "reset_tokens_realm_id_user_id_fkey" FOREIGN KEY ("realm_id", "user_id") REFERENCES "users"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_tokens" ADD CONSTRAINT "email_tokens_realm_id_user_id_fkey" FOREIGN KEY ("realm_id", "user_id") REFERENCES "users"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provider_states" ADD CONSTRAINT "provider_states_realm_id_app_id_fkey" FOREIGN KEY ("realm_id", "app_id") REFERENCES "connected_apps"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provider_states" ADD CONSTRAINT "provider_states_realm_id_auth_provider_id_fkey" FOREIGN KEY ("realm_id", "auth_provider_id") REFERENCES "auth_providers"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "jwt_keys" ADD CONSTRAINT "jwt_keys_realm_id_fkey" FOREIGN KEY ("realm_id") REFERENCES "realms"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_realm_id_fkey" FOREIGN KEY ("realm_id") REFERENCES "realms"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app_hooks" ADD CONSTRAINT "app_hooks_realm_id_fkey" FOREIGN KEY ("realm_id") REFERENCES "realms"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_realm_id_event_id_fkey" FOREIGN KEY ("realm_id", "event_id") REFERENCES "events"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_app_hook_id_fkey" FOREIGN KEY ("app_hook_id") REFERENCES "app_hooks"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_realm_id_fkey" FOREIGN KEY ("realm_id") REFERENCES "realms"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "administrator_realms" ADD CONSTRAINT "administrator_realms_administrator_id_fkey" FOREIGN KEY ("administrator_id") REFERENCES "administrators"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "administrator_realms" ADD CONSTRAINT "administrator_realms_realm_id_fkey" FOREIGN KEY ("realm_id") REFERENCES "realms"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "admin_sessions" ADD CONSTRAINT "admin_sessions_administrator_id_fkey" FOREIGN KEY ("administrator_id") REFERENCES "administrators"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_administrator_id_fkey" FOREIGN KEY ("administrator_id") REFERENCES "administrators"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mails" ADD CONSTRAINT "mails_realm_id_fkey" FOREIGN KEY ("realm_id") REFERENCES "realms"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_templates" ADD CONSTRAINT "mail_templates_realm_id_fkey" FOREIGN KEY ("realm_id") REFERENCES "realms"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Only one set-up code can ever stand.
ALTER TABLE "setup_codes" ADD CONSTRAINT "setup_codes_single" CHECK ("id" = 1);
