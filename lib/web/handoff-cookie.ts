import { cookies } from "next/headers";
import type { PostedForm } from "@/lib/domain/handoff-url";
import { keepPostedForm, POSTED_FORM_SECONDS, takePostedForm } from "@/lib/flows/posted-form";
import { cookieOptions, hostCookie, readOneCookie } from "./host-cookie";
import { requireVisit } from "./visit";

/** Has `/continue` post a form to the app from this browser: the cookie is a secret that says nothing (security.md 9). */
export async function setHandoffCookie(form: PostedForm): Promise<void> {
  const secret = await keepPostedForm(requireVisit(), form);
  (await cookies()).set(hostCookie("handoff"), secret, { ...cookieOptions(), maxAge: POSTED_FORM_SECONDS });
}

/** What is to be posted, once. Null where this browser has nothing to post. */
export async function takeHandoffCookie(): Promise<PostedForm | null> {
  const secret = await readOneCookie("handoff");
  (await cookies()).set(hostCookie("handoff"), "", { ...cookieOptions(), maxAge: 0 });
  return secret ? takePostedForm(requireVisit(), secret) : null;
}
