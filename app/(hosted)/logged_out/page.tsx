import { LogoutForm } from "@/components/hosted/logout-form";
import { PageFrame } from "@/components/hosted/page-frame";
import { sentence } from "@/lib/domain/messages";
import { isSignedIn } from "@/lib/flows/logout";
import { paths } from "@/lib/web/paths";
import { readSessionCookie } from "@/lib/web/session-cookie";
import { requireVisit } from "@/lib/web/visit";
import { logoutAction } from "./action";

export default async function LoggedOutPage() {
  const visit = requireVisit();
  const { app } = visit;
  const still = await isSignedIn(visit, await readSessionCookie());
  return (
    <PageFrame
      app={app.name}
      title={sentence("en", still ? "logout.still-title" : "logout.title", { app: app.name })}
      ways={app.settings.login ? [{ href: paths.login(visit), text: sentence("en", "logout.to-login") }] : []}
    >
      {still ? (
        <LogoutForm action={logoutAction} submit={sentence("en", "logout.submit")} />
      ) : (
        <p className="gh-text">{sentence("en", "logout.done", { app: app.name })}</p>
      )}
    </PageFrame>
  );
}
