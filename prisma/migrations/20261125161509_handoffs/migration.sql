-- CreateTable
CREATE TABLE "handoffs" (
    "id" TEXT COLLATE "C" NOT NULL,
    "realm_id" TEXT COLLATE "C" NOT NULL,
    "app_id" TEXT COLLATE "C" NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "form_encrypted" BYTEA NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "handoffs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "handoffs_secret_hash_key" ON "handoffs"("secret_hash");

-- CreateIndex
CREATE INDEX "handoffs_expires_at_idx" ON "handoffs"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "handoffs_realm_id_id_key" ON "handoffs"("realm_id", "id");

-- AddForeignKey
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_realm_id_app_id_fkey" FOREIGN KEY ("realm_id", "app_id") REFERENCES "connected_apps"("realm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
