import { describe, expect, test } from "vitest";
import { parseEnv, SettingError } from "./env";

function sentenceFor(source: Record<string, string>): string {
  try {
    parseEnv(source);
  } catch (error) {
    if (error instanceof SettingError) return error.message;
    throw error;
  }
  throw new Error(`${JSON.stringify(source)} was taken.`);
}

describe("settings", () => {
  test("are all there when none is given", () => {
    expect(parseEnv({})).toEqual({
      port: 3000,
      host: undefined,
      publicUrl: "http://localhost:3000",
      https: false,
      loginDomain: "localhost",
      databaseUrl: undefined,
      databaseConnections: 10,
      dataDir: "./.data",
      secret: undefined,
      smtpUrl: undefined,
      mailFrom: "Gatehouse <noreply@localhost>",
      webhookAllow: { ranges: [], servers: [] },
      trustProxy: 0,
      outboundAllow: [],
      defaultApp: undefined,
      apiRequestsPerMinute: 600,
      passwordHash: "argon2id",
      logLevel: "info",
      demo: false,
    });
  });

  test("that are empty count as not given, and those of other programs are not looked at", () => {
    const empty = { PORT: "", PUBLIC_URL: "", DATABASE_URL: "", SECRET: "", DEMO: "", PASSWORD_HASH: "" };
    expect(parseEnv({ ...empty, HOME: "/root", NODE_ENV: "test", PROT: "x" })).toEqual(parseEnv({}));
  });

  test("follow from one another: address, scheme and login domain", () => {
    expect(parseEnv({ PORT: "8080" }).publicUrl).toBe("http://localhost:8080");
    expect(parseEnv({ PUBLIC_URL: "https://Login.Example.com/" })).toMatchObject({
      publicUrl: "https://login.example.com",
      https: true,
      loginDomain: "login.example.com",
    });
    expect(parseEnv({ PUBLIC_URL: "https://console.example.com", LOGIN_DOMAIN: "in.example" }).loginDomain).toBe(
      "in.example",
    );
  });

  test("name the private hosts that may be asked, with the demo's own among them", () => {
    expect(parseEnv({ OUTBOUND_ALLOW: "Keycloak.internal, 10.0.0.5:8443 [::1]:80" }).outboundAllow).toEqual([
      "keycloak.internal",
      "10.0.0.5:8443",
      "[::1]:80",
    ]);
    expect(parseEnv({ DEMO: "1", PORT: "3100" }).outboundAllow).toEqual(["localhost:3100"]);
  });

  test("are not changed afterwards", () => {
    expect(Object.isFrozen(parseEnv({}))).toBe(true);
  });
});

describe("a setting that cannot be used", () => {
  test.each([
    ["PORT", "http"],
    ["PORT", "70000"],
    ["PORT", "-1"],
    ["PORT", "80.5"],
    ["PUBLIC_URL", "nonsense"],
    ["PUBLIC_URL", "localhost:3000"],
    ["PUBLIC_URL", "ftp://gatehouse.example"],
    ["PUBLIC_URL", "javascript:alert(1)"],
    ["PUBLIC_URL", "https://gatehouse.example/path"],
    ["PUBLIC_URL", "https://gatehouse.example?x=1"],
    ["PUBLIC_URL", "https://"],
    ["LOGIN_DOMAIN", "Login.Example"],
    ["LOGIN_DOMAIN", "login.example:3000"],
    ["LOGIN_DOMAIN", "https://login.example"],
    ["DATABASE_URL", "mysql://somebody:hidden@db.example/gatehouse"],
    ["DATABASE_URL", "hidden"],
    ["DATABASE_URL", "postgresql://somebody:50%hidden@db.example/gatehouse"],
    ["DATABASE_URL", "postgresql://somebody:hid/den@db.example:54x/gatehouse"],
    ["DATABASE_URL", "postgresql://somebody:hidden@db.example:port/gatehouse"],
    ["DATABASE_URL", "postgresql://somebody:hidden@[::1/gatehouse"],
    ["DATABASE_CONNECTIONS", "many"],
    ["DATABASE_CONNECTIONS", "0"],
    ["DATABASE_CONNECTIONS", "1e9"],
    ["SECRET", "hidden"],
    ["SECRET", "hidden".repeat(5)],
    ["SMTP_URL", "http://somebody:hidden@mail.example"],
    ["SMTP_URL", "smtp://"],
    ["SMTP_URL", "smtp://somebody:50%hidden@mail.example"],
    ["SMTP_URL", "smtp://somebody:hidden@"],
    ["SMTP_URL", "smtp://somebody:hidden@mail.example:port"],
    ["MAIL_FROM", "nobody"],
    ["MAIL_FROM", "Gatehouse <a@example.com>, b@example.com"],
    ["MAIL_FROM", "a@example.com,b@example.com"],
    ["MAIL_FROM", "Gatehouse <a@example.com>\r\nBcc: b@example.com"],
    ["MAIL_FROM", "Gate\r\nhouse <a@example.com>"],
    ["WEBHOOK_ALLOW", "hidden"],
    ["WEBHOOK_ALLOW", "10.0.0.0/8, 10.0.0.0/33"],
    ["TRUST_PROXY", "true"],
    ["TRUST_PROXY", "11"],
    ["TRUST_PROXY", "-1"],
    ["PASSWORD_HASH", "md5"],
    ["LOG_LEVEL", "loud"],
    ["DEMO", "yes"],
  ])("%s=%s is named in one sentence that does not say its value", (name, value) => {
    const said = sentenceFor({ SECRET: "x".repeat(40), [name]: value });
    expect(/^The setting (\w+) cannot be used: it must .+[^.]\.$/.exec(said)?.[1], said).toBe(name);
    expect(said).not.toContain("hidden");
  });

  test("a database may be at a socket, and a password may hold any character as %XX", () => {
    for (const url of [
      "postgresql:///gatehouse?host=/var/run/postgresql",
      "postgres://u:p%40ss%25@[::1]:5433/x?sslmode=require",
    ])
      expect(parseEnv({ SECRET: "x".repeat(40), DATABASE_URL: url }).databaseUrl).toBe(url);
  });

  test("a database of one's own needs a secret of one's own, since several instances share it", () => {
    const said = sentenceFor({ DATABASE_URL: "postgresql://somebody:hidden@db.example/gatehouse" });
    expect(said).toMatch(/^With DATABASE_URL, SECRET must be set too/);
    expect(said).not.toContain("hidden");
  });
});
