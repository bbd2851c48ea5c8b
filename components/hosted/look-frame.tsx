import type { ReactNode } from "react";
import type { ShownLook } from "@/lib/domain/look";

type Props = { readonly app: string; readonly look: ShownLook; readonly children: ReactNode };

/** Whose page this is: the app's logo or name, and what its owner says above and below every form. */
export function LookFrame({ app, look, children }: Props) {
  return (
    <div className="gh-page">
      <header className="gh-header">
        {/* biome-ignore lint/performance/noImgElement: it is one small file with a name for ever, and no optimizer runs here */}
        {look.logo ? <img className="gh-logo" src={look.logo} alt={app} /> : <p className="gh-app-name">{app}</p>}
        <OwnHtml className="gh-above" html={look.header} />
      </header>
      {children}
      {look.footer && (
        <footer className="gh-footer">
          <OwnHtml className="gh-below" html={look.footer} />
        </footer>
      )}
    </div>
  );
}

function OwnHtml({ className, html }: { readonly className: string; readonly html: string }) {
  if (!html) return null;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: showLook has just cleaned it
  return <div className={className} dangerouslySetInnerHTML={{ __html: html }} />;
}
