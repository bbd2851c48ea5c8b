import type { FormAction } from "@/lib/domain/form-state";
import { say } from "@/lib/domain/messages";
import { ButtonForm } from "./button-form";
import { formWords } from "./form-words";
import { When } from "./when";

type Props = {
  readonly draft: { readonly by: string | null; readonly at: Date } | null;
  /** Another look was published since the draft was begun. */
  readonly isBehind: boolean;
  readonly now: Date;
  /** Takes the draft away; null for those who may only look. */
  readonly discard: FormAction | null;
};

/** Whether what is shown is a draft or what people see, and whose draft it is. */
export function DraftNotice({ draft, isBehind, now, discard }: Props) {
  if (!draft) return <p className="quiet">{say("console.look.no-draft")}</p>;
  return (
    <section className="draft" aria-label={say("console.look.draft-of", { by: draft.by ?? "" })}>
      <p>
        {say("console.look.draft-of", { by: draft.by ?? "" })} <When at={draft.at} now={now} />.
      </p>
      {isBehind && <p>{say("console.look.draft-behind")}</p>}
      {discard && (
        <ButtonForm action={discard} words={formWords(say("console.look.discard"), say("console.look.discarding"))} />
      )}
    </section>
  );
}
