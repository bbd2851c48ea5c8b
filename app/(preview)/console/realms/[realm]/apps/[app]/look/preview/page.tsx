import { OWN_CSS } from "@/components/console/swap-look";
import { LookFrame } from "@/components/hosted/look-frame";
import { ownScheme } from "@/lib/domain/look-preview";
import { say } from "@/lib/domain/messages";
import { mayReachRealm } from "@/lib/web/console-rights";
import { requireAdministrator } from "@/lib/web/console-session";
import { findPreview, readPreview } from "@/lib/web/look-preview";
import { answerWith, requestNonce } from "@/lib/web/visit";
import { previewAction } from "./action";
import { PreviewedPage } from "./previewed-page";

type Props = PageProps<"/console/realms/[realm]/apps/[app]/look/preview">;

export default async function PreviewPage({ params }: Props) {
  const administrator = await requireAdministrator();
  const { realm, app } = await params;
  const preview = mayReachRealm(administrator, realm) ? await findPreview(realm, app) : null;
  if (!preview) {
    answerWith(404);
    return <p className="gh-text">{say("console.look.preview.none")}</p>;
  }

  const { state, scheme } = readPreview();
  const { look } = preview;
  return (
    <>
      <Style css={ownScheme(scheme)} />
      <Style css={look.css[scheme]} own={scheme} />
      <LookFrame app={preview.app.name} look={{ ...look, stylesheet: null }}>
        <PreviewedPage state={state} preview={preview} action={previewAction} />
      </LookFrame>
    </>
  );
}

/** CSS that is clean: it cannot end its element. */
function Style({ css, own }: { readonly css: string; readonly own?: string }) {
  const html = { dangerouslySetInnerHTML: { __html: css } };
  return <style {...(own ? { id: OWN_CSS, "data-scheme": own } : {})} nonce={requestNonce()} {...html} />;
}
