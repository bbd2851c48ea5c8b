import { say } from "@/lib/domain/messages";

export type Crumb = { readonly href: string; readonly text: string };

/** The way from the console's first page to this one. */
export function Breadcrumbs({ trail }: { readonly trail: readonly Crumb[] }) {
  if (trail.length === 0) return null;
  return (
    <nav className="crumbs" aria-label={say("console.crumbs")}>
      <ol>
        {trail.map(({ href, text }) => (
          <li key={href}>
            <a href={href}>{text}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
