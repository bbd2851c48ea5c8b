import { z } from "zod";
import { readNetworkList } from "./domain/network-list";
import { outboundHost } from "./domain/outbound-allow";
import { processWide } from "./process-wide";

/** A setting that cannot be used. Its message is one sentence for the operator, and names no secret. */
export class SettingError extends Error {}

const origin = z
  .url({ protocol: /^https?$/, error: "must be an http or https address", abort: true })
  .refine((text) => new URL(text).pathname === "/" && !new URL(text).search, "must be an origin, without a path")
  .transform((text) => new URL(text).origin);

function wholeNumber(from: number, to: number) {
  const error = `must be a whole number from ${from} to ${to}`;
  return z.coerce.number({ error }).int(error).min(from, error).max(to, error);
}

/** True for a URL whose user and password can be read: a `%` that encodes nothing would fail only when it is used. */
function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  try {
    return decodeURIComponent(username + password) !== null;
  } catch {
    return false;
  }
}

const settings = z.object({
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().optional(),
  PUBLIC_URL: origin.optional(),
  LOGIN_DOMAIN: z
    .string()
    .regex(/^[a-z0-9.-]+$/, "must be a host name in lower case, without a port")
    .optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must begin with postgresql://")
    .refine(
      isAddress,
      "must be an address like postgresql://user:password@host/database, with special characters as %XX",
    )
    .optional(),
  DATABASE_CONNECTIONS: wholeNumber(1, 1_000).default(10),
  DATA_DIR: z.string().default("./.data"),
  SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, "must begin with smtp:// or smtps://")
    .refine(
      (text) => isAddress(text) && new URL(text).hostname !== "",
      "must be an address like smtp://user:password@host:587, with special characters as %XX",
    )
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^\p{Cc}<>]*<[^\s<>@,;]+@[^\s<>@,;]+>|[^\s<>@,;]+@[^\s<>@,;]+)$/u,
      "must be one e-mail address, or a name followed by one in angle brackets",
    )
    .default("Gatehouse <noreply@localhost>"),
  WEBHOOK_ALLOW: z
    .string()
    .transform((text, context) => {
      const list = readNetworkList(text);
      if (!list)
        context.addIssue("must be a list of addresses, ranges (10.0.0.0/8) and host:port, with commas between");
      return list ?? z.NEVER;
    })
    .optional(),
  TRUST_PROXY: wholeNumber(0, 10).default(0),
  OUTBOUND_ALLOW: z
    .string()
    .default("")
    .transform((text) =>
      text
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean),
    )
    .refine(
      (hosts) => hosts.every((host) => outboundHost.test(host)),
      "must be hosts with or without a port, separated by commas",
    ),
  DEFAULT_APP: z.string().optional(),
  API_REQUESTS_PER_MINUTE: wholeNumber(1, 1_000_000).default(600),
  PASSWORD_HASH: z.enum(["argon2id", "bcrypt"], { error: "must be argon2id or bcrypt" }).default("argon2id"),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "silent"], { error: "must be debug, info, warn, error or silent" })
    .default("info"),
  DEMO: z.enum(["", "0", "1"], { error: "must be 0 or 1" }).default(""),
});

/** Every setting of a deployment, resolved: see the README's table. */
export type Env = ReturnType<typeof parseEnv>;

/** Reads settings from `source`. Throws a SettingError that names the first setting that cannot be used. */
export function parseEnv(source: Record<string, string | undefined>) {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const result = settings.safeParse(given);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw new SettingError(`The setting ${issue?.path.join(".")} cannot be used: it ${issue?.message ?? "is wrong"}.`);
  }
  const raw = result.data;
  if (raw.DATABASE_URL && !raw.SECRET) {
    throw new SettingError(
      "With DATABASE_URL, SECRET must be set too, to one value for all instances (32 characters or more).",
    );
  }
  const publicUrl = raw.PUBLIC_URL ?? `http://localhost:${raw.PORT}`;
  return Object.freeze({
    port: raw.PORT,
    host: raw.HOST,
    publicUrl,
    https: publicUrl.startsWith("https:"),
    loginDomain: raw.LOGIN_DOMAIN ?? new URL(publicUrl).hostname,
    databaseUrl: raw.DATABASE_URL,
    databaseConnections: raw.DATABASE_CONNECTIONS,
    dataDir: raw.DATA_DIR,
    secret: raw.SECRET,
    smtpUrl: raw.SMTP_URL,
    mailFrom: raw.MAIL_FROM,
    webhookAllow: raw.WEBHOOK_ALLOW ?? { ranges: [], servers: [] },
    trustProxy: raw.TRUST_PROXY,
    /** Private hosts that it may ask all the same. The demo's own provider is one. */
    outboundAllow: raw.DEMO === "1" ? [...raw.OUTBOUND_ALLOW, new URL(publicUrl).host] : raw.OUTBOUND_ALLOW,
    defaultApp: raw.DEFAULT_APP,
    apiRequestsPerMinute: raw.API_REQUESTS_PER_MINUTE,
    passwordHash: raw.PASSWORD_HASH,
    logLevel: raw.LOG_LEVEL,
    demo: raw.DEMO === "1",
  });
}

/** The settings of this process, read once. The only reader of `process.env`. */
export function env(): Env {
  return processWide("env", () => {
    const settings = parseEnv(process.env);
    // next-auth takes the origin of its own addresses from here alone; without it, from http://localhost:3000.
    process.env.NEXTAUTH_URL = settings.publicUrl;
    return settings;
  });
}
