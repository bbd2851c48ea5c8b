"use server";

import { redirect } from "next/navigation";
import { signOut } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { enterAction } from "@/lib/web/visit";

export async function signOutAction(): Promise<void> {
  enterAction();
  await signOut();
  redirect(paths.consoleLogin());
}
