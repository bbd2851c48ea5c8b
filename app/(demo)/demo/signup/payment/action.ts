"use server";

import { redirect } from "next/navigation";
import { forgetSignup, keepSignup, readSignup, redeemToken } from "@/lib/web/demo-signup";
import { enterAction } from "@/lib/web/visit";

/** Plays the payment. A real app charges here, and gives the money back where the user cannot be made after all. */
export async function payAction(form: FormData): Promise<void> {
  enterAction();
  const signup = await readSignup();
  if (!signup) redirect("/demo/signup/payment");
  if (form.get("card") !== "accepted") redirect("/demo/signup/payment?why=declined");
  const user = await redeemToken(signup.token);
  if (user === "taken" || user === "unreachable") redirect(`/demo/signup/payment?why=${user}`);
  if (user === "ended") redirect("/demo/signup/payment");
  await keepSignup({ ...signup, finishedAs: user.username });
  redirect("/demo/signup/finished");
}

export async function discardAction(): Promise<void> {
  enterAction();
  await forgetSignup();
  redirect("/demo/signup/discarded");
}
