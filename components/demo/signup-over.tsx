import { english, sentence } from "@/lib/domain/messages";

type Props = {
  /** Why there is nothing to pay for. */
  readonly how: "none" | "ended" | "discarded";
  /** Where the app's hosted pages are. */
  readonly url: string;
};

/** A signup that goes nowhere from here, and the ways on. */
export function SignupOver({ how, url }: Props) {
  return (
    <>
      <h1>{sentence(english, `demo.signup.${how}-title`)}</h1>
      <p>{sentence(english, `demo.signup.${how}`)}</p>
      <p className="ways">
        <a className="button" href={`${url}/signup`}>
          {sentence(english, how === "none" ? "demo.home.signup" : "demo.signup.again")}
        </a>
        {how === "ended" && (
          <a className="button second" href={`${url}/login`}>
            {sentence(english, "demo.home.login")}
          </a>
        )}
      </p>
    </>
  );
}
