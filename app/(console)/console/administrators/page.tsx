import { signOutAction } from "@/app/(console)/console/action";
import { ConsoleFrame } from "@/components/console/console-frame";
import { List, noneFit } from "@/components/console/list";
import { NothingHere } from "@/components/console/nothing-here";
import { When } from "@/components/console/when";
import { listAdministrators } from "@/lib/admin/administrators";
import { isId } from "@/lib/domain/ids";
import { say } from "@/lib/domain/messages";
import { requireAdministrator } from "@/lib/web/console-session";
import { CONSOLE_PAGE, pageLinks } from "@/lib/web/list-query";
import { paths } from "@/lib/web/paths";
import { answerWith } from "@/lib/web/visit";

export default async function AdministratorsPage({ searchParams }: PageProps<"/console/administrators">) {
  const administrator = await requireAdministrator();
  const frame = { administrator, signOut: signOutAction };
  if (administrator.role !== "owner") {
    answerWith(404);
    return <NothingHere {...frame} />;
  }

  const path = paths.consoleAdministrators();
  const { after: asked } = await searchParams;
  const after = isId("adm", asked) ? asked : null;
  const found = await listAdministrators({ after, take: CONSOLE_PAGE });
  const add = { href: `${path}/new`, text: say("console.administrators.add") };
  return (
    <ConsoleFrame
      {...frame}
      here={path}
      title={say("console.administrators.title")}
      actions={<a href={add.href}>{add.text}</a>}
    >
      <List
        columns={[
          { text: say("field.email") },
          { text: say("console.name") },
          { text: say("console.administrators.role") },
          { text: say("console.realms.title") },
          { text: say("console.state") },
          { text: say("console.created") },
        ]}
        rows={found.rows.map((one) => ({
          id: one.id,
          cells: [
            <a key="email" href={paths.consoleAdministrator(one.id)}>
              {one.email}
            </a>,
            one.name,
            say(`console.administrators.role.${one.role}`),
            one.role === "owner"
              ? say("console.administrators.all")
              : one.realms.map(({ realm }) => realm.name).join(", "),
            say(`console.state.${one.state}`),
            <When key="created" at={one.createdAt} now={new Date()} />,
          ],
        }))}
        empty={{ ...noneFit, way: add }}
        {...pageLinks({ path, page: { after } }, found)}
      />
    </ConsoleFrame>
  );
}
