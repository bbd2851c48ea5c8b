import { say } from "@/lib/domain/messages";
import { Panel } from "./panel";

/** The frame that forms of mails show what they would send in; `src` is what it shows at first. */
export const MAIL_FRAME = "mail";

type Props = { readonly src: string };

/** A mail as it would go out: a document of its own, in which nothing runs. */
export function MailPreview({ src }: Props) {
  return (
    <Panel id="preview" title={say("console.mails.preview")}>
      <p className="quiet">{say("console.mails.preview-lead")}</p>
      <iframe className="framed" name={MAIL_FRAME} src={src} title={say("console.mails.preview-frame")} sandbox="" />
    </Panel>
  );
}
