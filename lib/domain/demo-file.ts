import { z } from "zod";

const address = z.object({ id: z.string(), url: z.string() });

/** `DATA_DIR/demo.json`: all that a script needs to use the demo. Its shape is a contract; scripts read it. */
export const demoFile = z.object({
  origin: z.string(),
  admin: z.object({ email: z.string(), password: z.string() }),
  api_key: z.string(),
  realm: z.object({ id: z.string(), jwt_key: z.string() }),
  apps: z.object({ user: address, user_org: address, user_token: address }),
  user: z.object({ username: z.string(), email: z.string(), password: z.string() }),
  mfa_user: z.object({ username: z.string(), password: z.string(), otp_secret: z.string() }),
});

export type DemoFile = z.output<typeof demoFile>;

/** The demo's three Connected Apps, by what their signup makes. */
export const demoModes = ["user", "user_org", "user_token"] as const;

export type DemoMode = (typeof demoModes)[number];

/** What the demo's apps are called, and where they answer. */
export const demoApps = {
  user: { subdomain: "demo", name: "Acorn Notes" },
  user_org: { subdomain: "demo-org", name: "Birch Teams" },
  user_token: { subdomain: "demo-token", name: "Cedar Club" },
} as const satisfies Record<DemoMode, { subdomain: string; name: string }>;

/** True for the name of one of the demo's apps. */
export function isDemoMode(text: string): text is DemoMode {
  return demoModes.some((mode) => mode === text);
}

/** Reads the text of `demo.json`; null where it is not one, so that it is written anew. */
export function readDemoFile(text: string): DemoFile | null {
  try {
    return demoFile.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
