-- CreateIndex
CREATE INDEX "events_realm_id_org_id_id_idx" ON "events"("realm_id", "org_id", "id") WHERE ("org_id" IS NOT NULL);

-- CreateIndex
CREATE INDEX "events_realm_id_membership_id_id_idx" ON "events"("realm_id", "membership_id", "id") WHERE ("membership_id" IS NOT NULL);

-- CreateIndex
CREATE INDEX "events_realm_id_app_hook_id_id_idx" ON "events"("realm_id", "app_hook_id", "id") WHERE ("app_hook_id" IS NOT NULL);

-- CreateIndex
CREATE INDEX "events_realm_id_auth_provider_id_id_idx" ON "events"("realm_id", "auth_provider_id", "id") WHERE ("auth_provider_id" IS NOT NULL);
