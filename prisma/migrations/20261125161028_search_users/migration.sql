-- CreateIndex
CREATE INDEX "users_realm_id_user_type_id_idx" ON "users"("realm_id", "user_type", "id");

-- What a search finds: the beginnings of names and addresses, in any case and whatever the database's collation. Prisma
-- knows no indexes of expressions, so these are not in schema.prisma.
CREATE INDEX "users_search_username_idx" ON "users"("realm_id", lower("username_canonical") text_pattern_ops);
CREATE INDEX "users_search_email_idx" ON "users"("realm_id", lower("email_canonical") text_pattern_ops);
CREATE INDEX "users_search_name_idx" ON "users"("realm_id", lower("name") text_pattern_ops);
CREATE INDEX "users_search_last_name_idx" ON "users"("realm_id", lower("last_name") text_pattern_ops);
