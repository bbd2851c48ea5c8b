import { cookies } from "next/headers";
import { z } from "zod";
import type { PostedForm } from "@/lib/domain/handoff-url";
import { openSealedCookie, sealForCookie } from "@/lib/request/sealed-cookie";
import { cookieOptions, hostCookie } from "./host-cookie";

/** From the answer to a form until the page that posts it on. */
const LIFE_SECONDS = 60;

/** Browsers keep 4,096 bytes a cookie: a long token is kept in several. */
const PART_LENGTH = 3_500;
const MOST_PARTS = 3;

const postedForm = z.object({ action: z.url(), fields: z.record(z.string(), z.string()) });

/**
 * Gives the browser what `/continue` will post to the app. It stays on this host, out of every address, and is sealed:
 * the token in it says who the person is, and no cookie of ours does (security.md 9).
 */
export async function setHandoffCookie(form: PostedForm): Promise<void> {
  const text = sealForCookie(JSON.stringify(form));
  if (text.length > PART_LENGTH * MOST_PARTS) throw new RangeError("The token is too long to be carried to the app.");
  const jar = await cookies();
  for (const [at, name] of partNames().entries()) {
    const value = text.slice(at * PART_LENGTH, (at + 1) * PART_LENGTH);
    jar.set(name, value, { ...cookieOptions(), maxAge: value ? LIFE_SECONDS : 0 });
  }
}

/** What is to be posted, once: it is taken from the browser with this answer. Null where it holds nothing to post. */
export async function takeHandoffCookie(): Promise<PostedForm | null> {
  const jar = await cookies();
  const text = partNames().map((name) => jar.get(name)?.value ?? "");
  for (const name of partNames()) jar.set(name, "", { ...cookieOptions(), maxAge: 0 });
  const opened = openSealedCookie(text.join(""));
  return opened === null ? null : postedForm.parse(JSON.parse(opened));
}

function partNames(): string[] {
  return Array.from({ length: MOST_PARTS }, (_, at) =>
    at === 0 ? hostCookie("handoff") : `${hostCookie("handoff")}${at}`,
  );
}
