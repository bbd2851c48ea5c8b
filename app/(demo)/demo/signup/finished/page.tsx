import { SignupOver } from "@/components/demo/signup-over";
import { english, sentence } from "@/lib/domain/messages";
import { requireDemo } from "@/lib/web/demo-app";
import { readSignup } from "@/lib/web/demo-signup";

/** The user is made. They log in on the hosted page: this app never had their password. */
export default async function DemoFinishedPage() {
  const { url } = (await requireDemo()).apps.user_token;
  const signup = await readSignup();
  if (!signup?.finishedAs) return <SignupOver how="none" url={url} />;

  const { finishedAs: name, redir } = signup;
  return (
    <>
      <h1>{sentence(english, "demo.signup.finished-title", { name })}</h1>
      <p>
        {sentence(english, "demo.signup.finished")} {sentence(english, "demo.signup.finished-more")}
      </p>
      <p className="ways">
        <a
          className="button"
          href={redir === null ? `${url}/login` : `${url}/login?redir=${encodeURIComponent(redir)}`}
        >
          {sentence(english, "demo.home.login")}
        </a>
      </p>
    </>
  );
}
