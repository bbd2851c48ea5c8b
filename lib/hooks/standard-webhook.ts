import { createHmac } from "node:crypto";

/** What is sent, under which id, at which moment, and the key that both sides have (`whsec_…`). */
type Signed = { readonly id: string; readonly at: Date; readonly body: string; readonly key: string };

/**
 * The headers of Standard Webhooks 1.0. The id is the same at every try, so that a receiver knows a second copy; the
 * time is that of the try, so that one which was overheard is soon too old to be sent again (security.md 103).
 */
export function standardWebhookHeaders({ id, at, body, key }: Signed) {
  const timestamp = Math.floor(at.getTime() / 1000);
  const secret = Buffer.from(key.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", secret).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": `v1,${signature}`,
  };
}
