import { english, sentence } from "@/lib/domain/messages";
import { answerWith, requireDemo } from "@/lib/web/demo-app";

const reasons = {
  missing: "demo.refused.missing",
  expired: "demo.refused.expired",
  wrong: "demo.refused.wrong",
} as const;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function DemoRefusedPage({ searchParams }: Props) {
  const { why } = await searchParams;
  const reason = why === "missing" || why === "expired" ? why : "wrong";
  const { apps } = await requireDemo();
  answerWith(401);
  return (
    <>
      <h1>{sentence(english, "demo.refused.title")}</h1>
      <p role="alert">{sentence(english, reasons[reason])}</p>
      <p className="ways">
        <a className="button" href={`${apps.user.url}/login`}>
          {sentence(english, "demo.account.again")}
        </a>
      </p>
    </>
  );
}
