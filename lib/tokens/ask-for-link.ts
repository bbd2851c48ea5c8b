import { z } from "zod";
import { askForMailLink } from "@/lib/db/mail-links";
import { throttleAddress } from "@/lib/domain/client-address";
import { blankName, loginName } from "@/lib/domain/login-name";
import { askedAt } from "@/lib/domain/mail-link";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { throttleRules } from "@/lib/domain/throttle-rules";
import type { Visit } from "@/lib/domain/visit";
import { throttleKey } from "./secret-token";

/** Either field may hold the name, as at login. */
export const nameInput = z.object({ username: z.string().default(""), email: z.string().default("") });

/**
 * Has a link mailed to whoever has a name. The request looks nobody up: it counts, and leaves the rest to a job of that
 * kind. So a known, unknown, inactive or malformed name gets one answer after one and the same work, by construction
 * (ASVS 6.3.8, security.md 40).
 */
export async function askForLink(
  visit: Visit,
  input: z.output<typeof nameInput>,
  kind: "send-reset" | "send-verification",
): Promise<Outcome<null>> {
  const { realm, at, client } = visit;
  if (visit.redirectUri === "refused") return refuse({ code: "redirect-uri.not-registered" });
  const typed = input.username || input.email;
  if (typed.trim() === "") return refuse(blankName(realm));

  const name = loginName(typed, realm);
  const key = name.usernameCanonical ?? name.emailCanonical ?? typed.slice(0, 300);
  const wait = await askForMailLink(
    kind,
    { ...askedAt(visit), name },
    {
      byAddress: {
        scope: realm.id,
        rule: throttleRules.mailsByAddress,
        keyHash: throttleKey(throttleAddress(client.ip)),
      },
      byName: { scope: realm.id, rule: throttleRules.mailsByName, keyHash: throttleKey(key) },
      at,
    },
  );
  return wait > 0 ? refuse({ code: "throttle.wait", retryAfter: wait }) : done(null);
}
