import { findRealm } from "@/lib/admin/realms";
import { say } from "@/lib/domain/messages";
import { paths } from "./paths";

/** Where a page of an app is, as the console's frame says it: in its realm, below the app. */
export async function placeOfApp(realmId: string, app: { readonly id: string; readonly name: string }) {
  const here = paths.consoleRealm(realmId, "apps");
  return {
    realm: await findRealm(realmId),
    here,
    crumbs: [
      { href: here, text: say("console.apps.title") },
      { href: `${here}/${app.id}`, text: app.name },
    ],
  };
}
