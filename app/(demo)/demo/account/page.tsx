import { ClaimsTable } from "@/components/demo/claims-table";
import { english, sentence } from "@/lib/domain/messages";
import { requireDemo } from "@/lib/web/demo-app";
import { readDemoSession } from "@/lib/web/demo-session";

export default async function DemoAccountPage() {
  const session = await readDemoSession();
  if (!session) return <Nobody loginUrl={`${(await requireDemo()).apps.user.url}/login`} />;

  const { claims, alg, kid, cameBy } = session;
  const name = String(claims.n ?? claims.un ?? claims.uid);
  return (
    <>
      <h1>{sentence(english, "demo.account.title", { name })}</h1>
      {cameBy && (
        <ul className="facts">
          <li>{sentence(english, "demo.account.arrived", { path: cameBy.path })}</li>
          <li>{sentence(english, cameBy.signup ? "demo.account.signup" : "demo.account.no-signup")}</li>
          <li>
            {cameBy.redir === null
              ? sentence(english, "demo.account.no-redir")
              : sentence(english, "demo.account.redir", { redir: cameBy.redir })}
          </li>
        </ul>
      )}
      <h2>{sentence(english, "demo.account.claims")}</h2>
      <ClaimsTable claims={claims} />
      <p className="quiet">{sentence(english, "demo.account.header", { alg, kid })}</p>
      <p className="ways">
        <a className="button" href="/demo/logout">
          {sentence(english, "demo.account.logout")}
        </a>
      </p>
    </>
  );
}

function Nobody({ loginUrl }: { readonly loginUrl: string }) {
  return (
    <>
      <h1>{sentence(english, "demo.account.nobody-title")}</h1>
      <p>{sentence(english, "demo.account.nobody")}</p>
      <p className="ways">
        <a className="button" href={loginUrl}>
          {sentence(english, "demo.home.login")}
        </a>
      </p>
    </>
  );
}
