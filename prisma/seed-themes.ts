import { readFile } from "node:fs/promises";
import path from "node:path";
import { type AppAddresses, createApp, findAppOwner, setAppAddresses, setAppCss } from "@/lib/admin/apps";
import { type DemoTheme, demoThemes } from "@/lib/domain/demo-themes";

type Handlers = { readonly addresses: AppAddresses; readonly moved: boolean };

/** Makes a Connected App for each of the example themes, where it is not there yet; `moved` sets its addresses anew. */
export async function seedThemes(realmId: string, handlers: Handlers): Promise<void> {
  for (const theme of demoThemes) await ensureTheme(realmId, theme, handlers);
}

async function ensureTheme(realmId: string, theme: DemoTheme, { addresses, moved }: Handlers): Promise<void> {
  const { name, subdomain } = theme;
  const owner = await findAppOwner(subdomain);
  if (owner && owner.realmId !== realmId)
    throw new Error(`The demo needs the subdomain ${subdomain}, which an app of another realm has.`);
  if (owner) {
    if (moved) await setAppAddresses(realmId, owner.id, addresses);
    return;
  }
  const { id } = await createApp(realmId, { name, subdomain, ...addresses, settings: { signup_mode: "user" } });
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), "prisma/themes", `${theme.file}.css`);
  await setAppCss(realmId, id, await readFile(file, "utf8"));
}
