import { say } from "@/lib/domain/messages";
import { Copy } from "./copy";

type Props = {
  readonly algo: "hs256" | "rs256";
  /** What verifies; null for a secret that whoever looks may not see. */
  readonly value: string | null;
};

/** What apps verify tokens with. A secret is folded away, for those who look over a shoulder. */
export function VerifyingKey({ algo, value }: Props) {
  if (value === null) return <p>{say("console.jwt.secret-hidden")}</p>;
  const copy = <Copy text={value} what={say("console.jwt.verify")} />;
  return (
    <>
      <p>{say(algo === "rs256" ? "console.jwt.verify.rs256" : "console.jwt.verify.hs256")}</p>
      {algo === "rs256" ? (
        copy
      ) : (
        <details className="folded">
          <summary>{say("console.integration.key-show")}</summary>
          {copy}
        </details>
      )}
    </>
  );
}
