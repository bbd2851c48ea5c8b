import { listNewestMails } from "@/lib/admin/mails";
import { readDemo } from "@/lib/web/demo-app";

/** The newest 100 mails of the demo, newest first; `at` in ISO 8601. For scripts. */
export async function GET(): Promise<Response> {
  if (!(await readDemo())) return new Response(null, { status: 404 });
  const mails = await listNewestMails(100);
  return Response.json(
    mails.map(({ recipient, subject, text, html, createdAt }) => ({
      to: recipient,
      subject,
      text,
      html,
      at: createdAt.toISOString(),
    })),
  );
}
