import { type DemoPerson, demoPeople } from "@/lib/domain/demo-people";
import { english, sentence } from "@/lib/domain/messages";
import { answerWith } from "@/lib/web/demo-app";
import { readDemoRequest } from "@/lib/web/demo-id";

const people = Object.keys(demoPeople) as DemoPerson[];

type Props = { readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> };

/** Where Demo ID asks who somebody is. Nobody has a password there: it is a demo's. */
export default async function DemoIdPage({ searchParams }: Props) {
  const entries = Object.entries(await searchParams).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[name, value]] : [],
  );
  const query = new URLSearchParams(entries);
  const asked = readDemoRequest(query);
  if (!asked) {
    answerWith(400);
    return (
      <>
        <h1>{sentence(english, "demo.id.title")}</h1>
        <p role="alert">{sentence(english, "demo.id.none")}</p>
      </>
    );
  }
  const choose = (as: string) => `/demo/id/choose?${new URLSearchParams([...entries, ["as", as]])}`;
  return (
    <>
      <h1>{sentence(english, "demo.id.title")}</h1>
      <p className="lead">{sentence(english, "demo.id.about", { app: new URL(asked.redirect_uri).host })}</p>
      <ul className="list">
        {people.map((id) => (
          <li key={id}>
            <a href={choose(id)}>
              {sentence(english, "demo.id.as", {
                name: `${demoPeople[id].given_name} ${demoPeople[id].family_name}`,
              })}
            </a>
            <span className="quiet">{sentence(english, `demo.id.${id}`)}</span>
          </li>
        ))}
      </ul>
      <p className="ways">
        <a className="button second" href={choose("")}>
          {sentence(english, "demo.id.cancel")}
        </a>
      </p>
    </>
  );
}
