import { demoModes } from "@/lib/domain/demo-file";
import { requireDemo } from "@/lib/web/demo-app";
import { seeOther } from "@/lib/web/demo-login";
import { endDemoSession, readDemoSession } from "@/lib/web/demo-session";
import { isTopLevelNavigation } from "@/lib/web/navigation";

/** Ends the sample app's own session, then sends the person to the app's hosted `/logout`, which ends that one. */
export async function GET(request: Request): Promise<Response> {
  if (!isTopLevelNavigation(request.headers)) return seeOther("/demo/account");
  const { apps, origin } = await requireDemo();
  const session = await readDemoSession();
  const mode = demoModes.find((one) => one === session?.cameBy?.app) ?? "user";
  await endDemoSession();
  return seeOther(`${apps[mode].url}/logout?redirect_uri=${encodeURIComponent(`${origin}/demo/left`)}`);
}
