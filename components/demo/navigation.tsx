import { english, sentence } from "@/lib/domain/messages";

const ways = [
  { href: "/demo", text: "demo.nav.home" },
  { href: "/demo/account", text: "demo.nav.account" },
  { href: "/demo/mail", text: "demo.nav.mail" },
  { href: "/console", text: "demo.nav.console" },
] as const;

/** The sample app's pages. */
export function Navigation() {
  return (
    <nav aria-label={sentence(english, "demo.nav")}>
      <ul>
        {ways.map(({ href, text }) => (
          <li key={href}>
            <a href={href}>{sentence(english, text)}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
