import { z } from "zod";
import { keepHandoff, takeHandoff } from "@/lib/db/handoffs";
import { seconds } from "@/lib/domain/duration";
import type { PostedForm } from "@/lib/domain/handoff-url";
import type { Visit } from "@/lib/domain/visit";
import { decrypt, encrypt } from "@/lib/tokens/encryption";
import { hashSecret, mintCookieSecret } from "@/lib/tokens/secret-token";

/** From the answer to a form until the page that posts it on. */
export const POSTED_FORM_SECONDS = 60;

const postedForm = z.object({ action: z.url(), fields: z.record(z.string(), z.string()) });

/**
 * Keeps what the person's browser is to post to the app, for as long as the token in it may be: neither an address nor a
 * cookie has room for a long one, and both would show it. Answers the secret that takes it out, for this browser alone.
 */
export async function keepPostedForm({ realm, app, at }: Visit, form: PostedForm): Promise<string> {
  const { secret, hash } = mintCookieSecret();
  const expiresAt = new Date(at.getTime() + seconds(POSTED_FORM_SECONDS));
  const formEncrypted = encrypt("handoff", JSON.stringify(form));
  await keepHandoff(realm.id, { appId: app.id, secretHash: hash, formEncrypted, at, expiresAt });
  return secret;
}

/** What `keepPostedForm` kept, once; null where the secret is of none that is still to be posted from this app. */
export async function takePostedForm({ realm, app, at }: Visit, secret: string): Promise<PostedForm | null> {
  const sealed = await takeHandoff(realm.id, { appId: app.id, secretHash: hashSecret(secret), at });
  return sealed && postedForm.parse(JSON.parse(decrypt("handoff", sealed)));
}
