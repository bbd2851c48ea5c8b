// Password hashes fill every core. Their threads give way, so that what a core is asked for at once is answered at once:
// Linux keeps a priority for each thread, and other systems are left as they are.
import { existsSync, readlinkSync } from "node:fs";
import { readlink } from "node:fs/promises";
import { setPriority } from "node:os";

/** A ninth of the time that another thread gets where both want all of it; all of it where nobody else does. */
const GIVES_WAY = 10;
const SELF = "/proc/thread-self";
const idOf = (link) => Number(link.split("/").at(-1));

/** Has the threads of Node's pool give way: each of them says who it is, by reading a link. */
export async function lowerPool() {
  if (!existsSync(SELF)) return;
  const links = await Promise.all(Array.from({ length: 1_000 }, () => readlink(SELF)));
  for (const thread of new Set(links.map(idOf))) setPriority(thread, GIVES_WAY);
}

/** Has this very thread give way. */
export function lowerThisThread() {
  if (existsSync(SELF)) setPriority(idOf(readlinkSync(SELF)), GIVES_WAY);
}
