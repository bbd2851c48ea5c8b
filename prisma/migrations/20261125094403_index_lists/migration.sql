-- DropIndex
DROP INDEX "memberships_realm_id_org_id_idx";

-- DropIndex
DROP INDEX "orgs_realm_id_reference_idx";

-- DropIndex
DROP INDEX "users_realm_id_email_canonical_idx";

-- DropIndex
DROP INDEX "users_realm_id_reference_idx";

-- CreateIndex
CREATE INDEX "memberships_realm_id_org_id_id_idx" ON "memberships"("realm_id", "org_id", "id");

-- CreateIndex
CREATE INDEX "memberships_realm_id_created_at_id_idx" ON "memberships"("realm_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "memberships_realm_id_expires_at_id_idx" ON "memberships"("realm_id", "expires_at", "id");

-- CreateIndex
CREATE INDEX "orgs_realm_id_reference_id_idx" ON "orgs"("realm_id", "reference", "id");

-- CreateIndex
CREATE INDEX "orgs_realm_id_created_at_id_idx" ON "orgs"("realm_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "users_realm_id_email_canonical_id_idx" ON "users"("realm_id", "email_canonical", "id");

-- CreateIndex
CREATE INDEX "users_realm_id_reference_id_idx" ON "users"("realm_id", "reference", "id");

-- CreateIndex
CREATE INDEX "users_realm_id_name_id_idx" ON "users"("realm_id", "name", "id");

-- CreateIndex
CREATE INDEX "users_realm_id_state_id_idx" ON "users"("realm_id", "state", "id");
