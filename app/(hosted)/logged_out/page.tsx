import { LogoutForm } from "@/components/hosted/logout-form";
import { Notice } from "@/components/hosted/notice";
import { PageFrame } from "@/components/hosted/page-frame";
import { sentence } from "@/lib/domain/messages";
import { isSignedIn } from "@/lib/flows/logout";
import { paths } from "@/lib/web/paths";
import { readSessionCookie } from "@/lib/web/session-cookie";
import { requireVisit } from "@/lib/web/visit";
import { logoutAction } from "./action";

type Props = { readonly searchParams: Promise<Readonly<Record<string, unknown>>> };

export default async function LoggedOutPage({ searchParams }: Props) {
  const visit = requireVisit();
  const { app, voice } = visit;
  const still = await isSignedIn(visit, await readSessionCookie());
  return (
    <PageFrame
      title={sentence(voice, still ? "logout.still-title" : "logout.title", { app: app.name })}
      ways={app.settings.login ? [{ href: paths.login(visit), text: sentence(voice, "logout.to-login") }] : []}
    >
      {still ? (
        <LogoutForm action={logoutAction} submit={sentence(voice, "logout.submit")} />
      ) : (
        <p className="gh-text">{sentence(voice, "logout.done", { app: app.name })}</p>
      )}
      {!still && "refused" in (await searchParams) && (
        <Notice>{sentence(voice, "logout.refused-return", { app: app.name })}</Notice>
      )}
    </PageFrame>
  );
}
