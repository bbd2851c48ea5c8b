-- CreateEnum
CREATE TYPE "look_state" AS ENUM ('draft', 'published', 'aside');

-- AlterTable
ALTER TABLE "app_looks" ADD COLUMN     "basis" TEXT,
ADD COLUMN     "created_by" TEXT,
ADD COLUMN     "state" "look_state" NOT NULL DEFAULT 'draft';

-- AlterTable
ALTER TABLE "connected_apps" ADD COLUMN     "colours" JSONB NOT NULL DEFAULT '{}';
