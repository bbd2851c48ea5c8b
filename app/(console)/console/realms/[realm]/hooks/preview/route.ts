import { hookInput } from "@/lib/admin/app-hooks";
import { previewHookMail, previewSavedHookMail } from "@/lib/admin/hook-preview";
import { readRealmPath } from "@/lib/web/console-rights";
import { previewForm, showInFrame } from "@/lib/web/preview";

/** The mail of the hook that `?hook=` names. */
export async function GET(request: Request): Promise<Response> {
  const { realmId } = readRealmPath();
  const id = new URL(request.url).searchParams.get("hook") ?? "";
  return showInFrame(realmId, () => previewSavedHookMail(realmId, id));
}

/** The mail of a hook that is being typed. */
export async function POST(request: Request): Promise<Response> {
  const { realmId } = readRealmPath();
  return previewForm(request, realmId, { input: hookInput, show: (hook) => previewHookMail(realmId, hook) });
}
