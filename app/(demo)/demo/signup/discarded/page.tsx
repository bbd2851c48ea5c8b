import { SignupOver } from "@/components/demo/signup-over";
import { requireDemo } from "@/lib/web/demo-app";

export default async function DemoDiscardedPage() {
  const { apps } = await requireDemo();
  return <SignupOver how="discarded" url={apps.user_token.url} />;
}
