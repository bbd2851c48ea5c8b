import { english, sentence } from "@/lib/domain/messages";

export type App = {
  readonly id: string;
  readonly name: string;
  readonly href: string;
  readonly handler: string;
  readonly login: string;
  readonly signup: string;
  /** Where its look is edited. */
  readonly look: string;
  /** Where its sentences are edited. */
  readonly words: string;
};
type Realm = {
  readonly id: string;
  readonly href: string;
  readonly name: string;
  readonly users: number;
  readonly apps: readonly App[];
};

type Props = {
  readonly realms: readonly Realm[];
  readonly more: string | null;
  /** The way to another realm, for those who may add one. */
  readonly add: { readonly href: string; readonly text: string } | null;
  /** How far users are counted. */
  readonly most: number;
};

/** Every realm with its Connected Apps, and the links to their hosted pages. */
export function RealmList({ realms, more, add, most }: Props) {
  if (realms.length === 0) {
    return (
      <section className="empty">
        <h2>{sentence(english, "console.realms.empty-title")}</h2>
        <p>{sentence(english, add ? "console.realms.empty" : "console.realms.none-yours")}</p>
        {add && (
          <p>
            <a href={add.href}>{add.text}</a>
          </p>
        )}
      </section>
    );
  }
  return (
    <>
      <p className="quiet">{sentence(english, "console.realms.lead")}</p>
      {realms.map((realm) => (
        <section key={realm.id} className="realm" aria-labelledby={realm.id}>
          <header className="realm-head">
            <h2 id={realm.id}>
              <a href={realm.href}>{realm.name}</a>
            </h2>
            <code className="id">{realm.id}</code>
            <span className="quiet">{usersOf(realm, most)}</span>
          </header>
          {realm.apps.length > 0 ? (
            <AppTable apps={realm.apps} />
          ) : (
            <p className="quiet">{sentence(english, "console.realms.no-apps")}</p>
          )}
        </section>
      ))}
      {more && (
        <p>
          <a href={more}>{sentence(english, "console.realms.more")}</a>
        </p>
      )}
    </>
  );
}

function usersOf({ users }: Realm, most: number): string {
  return users > most
    ? sentence(english, "console.realms.many-users", { users: most.toLocaleString("en") })
    : sentence(english, "console.realms.users", { users });
}

/** The Connected Apps of a realm, and the links to their hosted pages. */
export function AppTable({ apps }: { readonly apps: readonly App[] }) {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{sentence(english, "console.realms.app")}</th>
          <th scope="col">{sentence(english, "console.realms.pages")}</th>
          <th scope="col">{sentence(english, "console.realms.handler")}</th>
        </tr>
      </thead>
      <tbody>
        {apps.map((app) => (
          <tr key={app.id}>
            <th scope="row">
              <a href={app.href}>{app.name}</a> <code className="id">{app.id}</code>
            </th>
            <td className="links">
              <a href={app.login} aria-label={sentence(english, "console.realms.login-of", { app: app.name })}>
                {sentence(english, "console.realms.login")}
              </a>{" "}
              <a href={app.signup} aria-label={sentence(english, "console.realms.signup-of", { app: app.name })}>
                {sentence(english, "console.realms.signup")}
              </a>{" "}
              <a href={app.look} aria-label={sentence(english, "console.realms.look-of", { app: app.name })}>
                {sentence(english, "console.realms.look")}
              </a>{" "}
              <a href={app.words} aria-label={sentence(english, "console.realms.words-of", { app: app.name })}>
                {sentence(english, "console.realms.words")}
              </a>
            </td>
            <td>
              <code>{app.handler}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
