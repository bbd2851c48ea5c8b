import { createHash } from "node:crypto";

// One key for every build, so that a form left open over a restart or an upgrade still finds its action. It guards
// nothing: it would encrypt values that an action closes over, and no action here closes over any.
process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ??= createHash("sha256")
  .update("gatehouse server actions")
  .digest("base64");

/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  compress: true,
  devIndicators: false,
  productionBrowserSourceMaps: false,
  images: { unoptimized: true },
  turbopack: { root: import.meta.dirname },
  typescript: { ignoreBuildErrors: true }, // `npm test` runs tsc itself, and a user's build need not wait for it
  serverExternalPackages: [
    "@electric-sql/pglite",
    "pglite-prisma-adapter",
    "@node-rs/argon2",
    "bcryptjs",
    "pg",
    "pg-boss",
    "nodemailer",
    "sharp",
    "css-tree",
    "pino",
  ],
  // A mailed link brings its token in the query. It goes into a cookie before any page is shown (lib/web/link-cookie.ts).
  rewrites: async () => ({
    beforeFiles: ["/reset_password", "/verify_email"].map((source) => ({
      source,
      has: [{ type: "query", key: "token" }],
      destination: `${source}/open`,
    })),
  }),
  // The front lets 64 KB through to all but one page (lib/server/routes.ts).
  experimental: { globalNotFound: true, serverActions: { bodySizeLimit: "768kb" } },
};
