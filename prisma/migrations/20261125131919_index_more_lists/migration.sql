-- DropIndex
DROP INDEX "app_hooks_realm_id_idx";

-- DropIndex
DROP INDEX "connected_apps_realm_id_name_idx";

-- CreateIndex
CREATE INDEX "app_hooks_realm_id_id_idx" ON "app_hooks"("realm_id", "id");

-- CreateIndex
CREATE INDEX "connected_apps_realm_id_name_id_idx" ON "connected_apps"("realm_id", "name", "id");

-- CreateIndex
CREATE INDEX "realms_name_id_idx" ON "realms"("name", "id");
