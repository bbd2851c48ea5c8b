"use server";

import { redirect } from "next/navigation";
import { logout } from "@/lib/flows/logout";
import { paths } from "@/lib/web/paths";
import { dropSessionCookie, readSessionCookie } from "@/lib/web/session-cookie";
import { enterAction, requireVisit } from "@/lib/web/visit";

export async function logoutAction(): Promise<void> {
  enterAction();
  await logout(requireVisit(), await readSessionCookie());
  await dropSessionCookie();
  redirect(paths.loggedOut());
}
