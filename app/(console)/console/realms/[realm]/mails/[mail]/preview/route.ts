import { previewSentMail, previewTypedMail } from "@/lib/admin/mail-editor";
import { mailTemplateInput } from "@/lib/admin/mail-templates";
import { readMailPath } from "@/lib/web/console-rights";
import { previewForm, showInFrame } from "@/lib/web/preview";

const input = mailTemplateInput.pick({ subject: true, renderer: true, body: true });

/** The mail as it goes out now. */
export async function GET(): Promise<Response> {
  const { realmId, kind, locale } = readMailPath();
  return showInFrame(realmId, async () => (kind ? previewSentMail(realmId, { kind, locale }) : null));
}

/** The mail as it is being typed. */
export async function POST(request: Request): Promise<Response> {
  const { realmId, kind, locale } = readMailPath();
  return previewForm(request, realmId, {
    input,
    show: (words) => previewTypedMail(realmId, { event_type: kind ?? "", locale, ...words }),
  });
}
