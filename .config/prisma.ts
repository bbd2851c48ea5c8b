import { defineConfig } from "prisma/config";

// Found by the Prisma CLI in this folder. The address of the database is the server's business (lib/env.ts).
export default defineConfig({ schema: "../prisma/schema.prisma" });
