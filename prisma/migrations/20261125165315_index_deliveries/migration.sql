-- CreateIndex
CREATE INDEX "notifications_realm_id_app_hook_id_id_idx" ON "notifications"("realm_id", "app_hook_id", "id");
