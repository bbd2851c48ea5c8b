import { realmPage } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { Danger } from "@/components/console/danger";
import { DeliveryList } from "@/components/console/delivery-list";
import { Facts } from "@/components/console/facts";
import { FieldsForm } from "@/components/console/fields-form";
import { formWords } from "@/components/console/form-words";
import { hookFields } from "@/components/console/hook-fields";
import { HookKeys } from "@/components/console/hook-keys";
import { mailHookFields } from "@/components/console/mail-hook-fields";
import { MAIL_FRAME, MailPreview } from "@/components/console/mail-preview";
import { MailVariables } from "@/components/console/mail-variables";
import { Panel } from "@/components/console/panel";
import { Saved } from "@/components/console/saved";
import { getHook } from "@/lib/admin/app-hooks";
import { listHookDeliveries } from "@/lib/admin/hook-deliveries";
import { hookMailVariables } from "@/lib/domain/hook-mail";
import { isId } from "@/lib/domain/ids";
import { say } from "@/lib/domain/messages";
import { CONSOLE_PAGE, withQuery } from "@/lib/web/list-query";
import { paths } from "@/lib/web/paths";
import { deleteHookAction, pingHookAction, redeliverAction, renewHookKeyAction, updateHookAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/hooks/[hook]">;

export default realmPage<Props>(async function HookPage({ realm, mayChange, frame, params, asked }) {
  const hook = await getHook(realm.id, params.hook);
  if (!hook) return null;

  const before = isId("ent", asked.before) ? asked.before : null;
  const { rows, more } = await listHookDeliveries(realm.id, hook.id, { before, take: CONSOLE_PAGE });
  const here = paths.consoleRealm(realm.id, "hooks", hook.id);
  const all = { href: paths.consoleRealm(realm.id, "hooks"), text: say("console.hooks.title") };
  const isMail = hook.hookType === "email";
  const preview = `${all.href}/preview`;
  const name = hook.destination ?? hook.emailSubject ?? hook.id;
  return (
    <ConsoleFrame {...frame} crumbs={[all]} title={name}>
      <Saved saved={asked.saved === "yes"} />
      <Facts
        facts={[
          [say("console.realm.id"), <code key="id">{hook.id}</code>],
          [say("console.hooks.kind"), say(`console.hooks.kind.${hook.hookType}`)],
          [say("console.events.title"), hook.eventTypes.join(", ")],
          [say("console.state"), say(`console.state.${hook.state}`)],
        ]}
      />
      <Panel id="told" title={say("console.hooks.told")}>
        <DeliveryList
          deliveries={rows.map((one) => ({
            ...one,
            event: { ...one.event, href: paths.consoleRealm(realm.id, "events", one.event.id) },
          }))}
          now={new Date()}
          redeliver={mayChange && hook.state === "active" ? redeliverAction : null}
          first={before && here}
          next={more ? withQuery(here, { before: rows.at(-1)?.id }) : null}
        />
      </Panel>
      {mayChange && (
        <Panel id="change" title={say("console.change")}>
          <FieldsForm
            action={updateHookAction}
            fields={isMail ? mailHookFields(hook) : hookFields(hook)}
            words={formWords()}
            beside={isMail ? [{ text: say("console.mails.preview"), address: preview, frame: MAIL_FRAME }] : []}
          />
        </Panel>
      )}
      {mayChange && !isMail && <HookKeys ping={pingHookAction} renew={renewHookKeyAction} here={here} />}
      {isMail && (
        <>
          <MailPreview src={`${preview}?hook=${hook.id}`} />
          <MailVariables names={hookMailVariables(hook.eventTypes[0] ?? "")} />
        </>
      )}
      {mayChange && (
        <Danger
          title={say("console.hooks.delete")}
          text={say("console.hooks.delete-text")}
          name={hook.id}
          action={deleteHookAction}
        />
      )}
    </ConsoleFrame>
  );
});
