import { sentence } from "@/lib/domain/messages";

type App = {
  readonly id: string;
  readonly name: string;
  readonly handler: string;
  readonly login: string;
  readonly signup: string;
};
type Realm = { readonly id: string; readonly name: string; readonly users: number; readonly apps: readonly App[] };

/** Every realm with its Connected Apps, and the links to their hosted pages. */
export function RealmList({ realms, more }: { readonly realms: readonly Realm[]; readonly more: string | null }) {
  if (realms.length === 0) {
    return (
      <section className="empty">
        <h2>{sentence("en", "console.realms.empty-title")}</h2>
        <p>{sentence("en", "console.realms.empty")}</p>
      </section>
    );
  }
  return (
    <>
      <p className="quiet">{sentence("en", "console.realms.lead")}</p>
      {realms.map((realm) => (
        <section key={realm.id} className="realm" aria-labelledby={realm.id}>
          <header className="realm-head">
            <h2 id={realm.id}>{realm.name}</h2>
            <code className="id">{realm.id}</code>
            <span className="quiet">{sentence("en", "console.realms.users", { users: realm.users })}</span>
          </header>
          {realm.apps.length > 0 ? (
            <AppTable apps={realm.apps} />
          ) : (
            <p className="quiet">{sentence("en", "console.realms.no-apps")}</p>
          )}
        </section>
      ))}
      {more && (
        <p>
          <a href={more}>{sentence("en", "console.realms.more")}</a>
        </p>
      )}
    </>
  );
}

function AppTable({ apps }: { readonly apps: readonly App[] }) {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{sentence("en", "console.realms.app")}</th>
          <th scope="col">{sentence("en", "console.realms.pages")}</th>
          <th scope="col">{sentence("en", "console.realms.handler")}</th>
        </tr>
      </thead>
      <tbody>
        {apps.map((app) => (
          <tr key={app.id}>
            <th scope="row">
              {app.name} <code className="id">{app.id}</code>
            </th>
            <td className="links">
              <a href={app.login} aria-label={sentence("en", "console.realms.login-of", { app: app.name })}>
                {sentence("en", "console.realms.login")}
              </a>{" "}
              <a href={app.signup} aria-label={sentence("en", "console.realms.signup-of", { app: app.name })}>
                {sentence("en", "console.realms.signup")}
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
