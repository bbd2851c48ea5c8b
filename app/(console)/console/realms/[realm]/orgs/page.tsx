import { realmPage } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { Filter } from "@/components/console/filter";
import { List, noneFit } from "@/components/console/list";
import { When } from "@/components/console/when";
import { listOrgs } from "@/lib/admin/orgs";
import { say } from "@/lib/domain/messages";
import { foundFor, pageLinks, readPage, readQuery, sortBy } from "@/lib/web/list-query";
import { paths } from "@/lib/web/paths";

type Props = PageProps<"/console/realms/[realm]/orgs">;

export default realmPage<Props>(async function OrgsPage({ realm, mayChange, frame, asked }) {
  const path = paths.consoleRealm(realm.id, "orgs");
  const filter = readQuery(asked, ["state", "reference"]);
  const state = filter.state === "active" || filter.state === "inactive" ? filter.state : undefined;
  const page = readPage("orgs", asked);
  const found = foundFor(await listOrgs(realm.id, { state, reference: filter.reference }, page));
  const sorted = { path, page, filter };
  const isFiltered = Object.keys(filter).length > 0 || page.after !== null;
  const add = mayChange ? { href: `${path}/new`, text: say("console.orgs.add") } : undefined;
  return (
    <ConsoleFrame
      {...frame}
      here={path}
      title={say("console.orgs.title")}
      actions={add && <a href={add.href}>{add.text}</a>}
    >
      <Filter
        clear={path}
        keep={{ sort: page.sort, direction: page.direction }}
        fields={[
          {
            name: "state",
            label: say("console.state"),
            value: state ?? "",
            options: (["active", "inactive"] as const).map((value) => ({ value, text: say(`console.state.${value}`) })),
          },
          { name: "reference", label: say("console.realm.reference"), value: filter.reference ?? "" },
        ]}
      />
      <List
        columns={[
          { text: say("console.name"), sort: sortBy("name", sorted) },
          { text: say("console.realm.reference"), sort: sortBy("reference", sorted) },
          { text: say("console.state") },
          { text: say("console.created"), sort: sortBy("created_at", sorted) },
        ]}
        rows={found.rows.map((org) => ({
          id: org.id,
          cells: [
            <a key="name" href={`${path}/${org.id}`}>
              {org.name}
            </a>,
            org.reference,
            say(`console.state.${org.state}`),
            <When key="created" at={org.createdAt} now={new Date()} />,
          ],
        }))}
        empty={
          isFiltered ? noneFit : { title: say("console.orgs.empty-title"), text: say("console.orgs.empty"), way: add }
        }
        {...pageLinks(sorted, found)}
      />
    </ConsoleFrame>
  );
});
