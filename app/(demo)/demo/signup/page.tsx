import { sentence } from "@/lib/domain/messages";
import { requireDemo } from "@/lib/web/demo-app";

/** The signup handler of the app whose signups leave a token. */
export default async function DemoSignupPage() {
  const { apps } = await requireDemo();
  return (
    <>
      <h1>{sentence("en", "demo.signup.title")}</h1>
      <p>{sentence("en", "demo.signup.not-built")}</p>
      <p className="ways">
        <a className="button" href={`${apps.user_token.url}/login`}>
          {sentence("en", "demo.home.login")}
        </a>
      </p>
    </>
  );
}
