import { cookies } from "next/headers";
import { cookieOptions, hostCookie } from "./host-cookie";

/** What a browser holds between a login's first and second step (`kli_…`), and what proves it is this browser. */
export type HeldTicket = { readonly token: string; readonly browserSecret: string };

/** Gives the browser its ticket; `maxAgeSeconds` is the ticket's own life. */
export async function setTicketCookie(ticket: {
  token: string;
  browserSecret: string | null;
  maxAgeSeconds: number;
}): Promise<void> {
  const value = `${ticket.token}.${ticket.browserSecret ?? ""}`;
  (await cookies()).set(hostCookie("ticket"), value, { ...cookieOptions(), maxAge: ticket.maxAgeSeconds });
}

/** The ticket of this browser, if it holds one. */
export async function readTicketCookie(): Promise<HeldTicket | null> {
  const [token, browserSecret] = (await cookies()).get(hostCookie("ticket"))?.value.split(".") ?? [];
  return token && browserSecret ? { token, browserSecret } : null;
}

/** Takes the ticket from the browser. */
export async function dropTicketCookie(): Promise<void> {
  (await cookies()).set(hostCookie("ticket"), "", { ...cookieOptions(), maxAge: 0 });
}
