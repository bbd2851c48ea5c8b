import { say } from "@/lib/domain/messages";

type Props = {
  readonly realm: { readonly id: string; readonly name: string };
  readonly here: string | undefined;
};

/** What there is in a realm. */
export function RealmNavigation({ realm, here }: Props) {
  const at = `/console/realms/${realm.id}`;
  const ways = [
    { href: at, text: say("console.realm.overview") },
    { href: `${at}/users`, text: say("console.users.title") },
    { href: `${at}/orgs`, text: say("console.orgs.title") },
    { href: `${at}/apps`, text: say("console.apps.title") },
    { href: `${at}/providers`, text: say("console.providers.title") },
    { href: `${at}/keys`, text: say("console.keys.title") },
    { href: `${at}/jwt_keys`, text: say("console.jwt.title") },
    { href: `${at}/integration`, text: say("console.integration.title") },
    { href: `${at}/mails`, text: say("console.mails.title") },
    { href: `${at}/hooks`, text: say("console.hooks.title") },
    { href: `${at}/events`, text: say("console.events.title") },
    { href: `${at}/settings`, text: say("console.settings.title") },
    { href: `/console/audit?realm_id=${realm.id}`, text: say("console.audit.title") },
  ];
  return (
    <nav className="realm-ways" aria-label={say("console.realm.ways", { realm: realm.name })}>
      <p className="realm-ways-name">{realm.name}</p>
      <ul>
        {ways.map(({ href, text }) => (
          <li key={href}>
            <a href={href} aria-current={href === here ? "page" : undefined}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
