import { english, sentence } from "@/lib/domain/messages";
import { requireDemo } from "@/lib/web/demo-app";

/** Where the hosted `/logout` sends people back to. */
export default async function DemoLeftPage() {
  const { apps } = await requireDemo();
  return (
    <>
      <h1>{sentence(english, "demo.left.title")}</h1>
      <p>{sentence(english, "demo.left.both")}</p>
      <p className="ways">
        <a className="button" href={`${apps.user.url}/login`}>
          {sentence(english, "demo.account.again")}
        </a>
      </p>
    </>
  );
}
