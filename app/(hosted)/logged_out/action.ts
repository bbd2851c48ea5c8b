"use server";

import { redirect } from "next/navigation";
import { afterLogout, endSessionHere } from "@/lib/web/leave-session";
import { enterAction } from "@/lib/web/visit";

export async function logoutAction(): Promise<void> {
  enterAction();
  await endSessionHere();
  redirect(await afterLogout());
}
