-- AlterTable
ALTER TABLE "provider_states" ALTER COLUMN "app_id" DROP NOT NULL;
