import { readFile } from "node:fs/promises";
import path from "node:path";
import { decodeProtectedHeader, errors, importSPKI, type JWTPayload, jwtVerify } from "jose";
import { type DemoFile, readDemoFile } from "@/lib/domain/demo-file";
import { env } from "@/lib/env";
import { currentRequest } from "@/lib/request/context";

/** What the sample app knows: its own settings, as any app has them. Null where this is no demo. */
export async function readDemo(): Promise<DemoFile | null> {
  if (!env().demo) return null;
  return readDemoFile(await readFile(path.join(/* turbopackIgnore: true */ env().dataDir, "demo.json"), "utf8"));
}

/** As `readDemo`, behind the layout that lets nobody in without a demo. */
export async function requireDemo(): Promise<DemoFile> {
  const demo = await readDemo();
  if (!demo) throw new Error("A page of the demo was asked for, and there is no demo.");
  return demo;
}

/** Who came, by a token that holds. */
export type Arrival = { readonly claims: JWTPayload; readonly alg: string; readonly kid: string };

export type Refusal = "missing" | "expired" | "wrong";

/**
 * Checks a login token as any app would: with the realm's `jwt_key` and the one algorithm that belongs to it, never the
 * one that the token names (RFC 8725 §3.1). No call to Gatehouse is needed.
 */
export async function verifyToken(token: string | null | undefined): Promise<Arrival | Refusal> {
  const demo = await readDemo();
  if (!demo || !token) return "missing";
  try {
    const { key, alg } = await verificationKey(demo.realm.jwt_key);
    const { payload } = await jwtVerify(token, key, { algorithms: [alg], requiredClaims: ["exp", "uid"] });
    return { claims: payload, alg, kid: decodeProtectedHeader(token).kid ?? "" };
  } catch (error) {
    return error instanceof errors.JWTExpired ? "expired" : "wrong";
  }
}

async function verificationKey(jwtKey: string) {
  if (jwtKey.startsWith("jsk_")) return { key: new TextEncoder().encode(jwtKey), alg: "HS256" };
  return { key: await importSPKI(jwtKey, "RS256"), alg: "RS256" };
}

/** Has the page answered with another status than 200. */
export function answerWith(status: number): void {
  currentRequest().answer.status = status;
}
