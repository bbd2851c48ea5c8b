-- AlterTable
ALTER TABLE "administrators" ADD COLUMN     "otp_new_encrypted" BYTEA,
ADD COLUMN     "otp_since" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "admin_tickets" (
    "id" TEXT COLLATE "C" NOT NULL,
    "administrator_id" TEXT COLLATE "C" NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "tries_left" INTEGER NOT NULL DEFAULT 5,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "admin_tickets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "admin_recovery_codes" (
    "id" TEXT COLLATE "C" NOT NULL,
    "administrator_id" TEXT COLLATE "C" NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "used_at" TIMESTAMP(3),
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "admin_recovery_codes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "admin_tickets_token_hash_key" ON "admin_tickets"("token_hash");

-- CreateIndex
CREATE INDEX "admin_tickets_administrator_id_idx" ON "admin_tickets"("administrator_id");

-- CreateIndex
CREATE INDEX "admin_tickets_expires_at_idx" ON "admin_tickets"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "admin_recovery_codes_administrator_id_code_hash_key" ON "admin_recovery_codes"("administrator_id", "code_hash");

-- AddForeignKey
ALTER TABLE "admin_tickets" ADD CONSTRAINT "admin_tickets_administrator_id_fkey" FOREIGN KEY ("administrator_id") REFERENCES "administrators"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "admin_recovery_codes" ADD CONSTRAINT "admin_recovery_codes_administrator_id_fkey" FOREIGN KEY ("administrator_id") REFERENCES "administrators"("id") ON DELETE CASCADE ON UPDATE CASCADE;
