import { PaymentForms } from "@/components/demo/payment-forms";
import { SignupOver } from "@/components/demo/signup-over";
import { english, sentence } from "@/lib/domain/messages";
import { answerWith, requireDemo } from "@/lib/web/demo-app";
import { fetchUserToken, readSignup } from "@/lib/web/demo-signup";
import { discardAction, payAction } from "./action";

const troubles = {
  declined: { status: 402, text: "demo.signup.declined" },
  taken: { status: 422, text: "demo.signup.taken" },
  unreachable: { status: 502, text: "demo.signup.unreachable" },
} as const;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What the app does between a signup and its user: here, being paid. */
export default async function DemoPaymentPage({ searchParams }: Props) {
  const { apps } = await requireDemo();
  const signup = await readSignup();
  if (!signup) return <SignupOver how="none" url={apps.user_token.url} />;

  const token = await fetchUserToken(signup.token);
  if (token === "ended") {
    answerWith(410);
    return <SignupOver how="ended" url={apps.user_token.url} />;
  }
  const { why } = await searchParams;
  const trouble = token === "unreachable" ? token : why;
  const told = trouble === "declined" || trouble === "taken" || trouble === "unreachable" ? troubles[trouble] : null;
  if (told) answerWith(told.status);
  return (
    <>
      <h1>{sentence(english, "demo.signup.title")}</h1>
      {told && <p role="alert">{sentence(english, told.text)}</p>}
      {token !== "unreachable" && (
        <PaymentForms token={token} redir={signup.redir} pay={payAction} discard={discardAction} />
      )}
    </>
  );
}
