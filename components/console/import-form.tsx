import { CheckFields } from "@/components/ui/check-fields";
import { FileField } from "@/components/ui/file-field";
import { say } from "@/lib/domain/messages";

type Props = { readonly address: string };

const FRAME = "import";

/**
 * A file of users, tried or imported: a plain form, whose answer comes into a frame while it is made, so that the file
 * stays chosen for the next step. The same with and without JavaScript.
 */
export function ImportForm({ address }: Props) {
  return (
    <>
      <form className="gh-form" action={address} method="post" encType="multipart/form-data" target={FRAME}>
        {/* What stands before the file is read before it. */}
        <CheckFields
          label={say("console.events.title")}
          options={[{ name: "user_events", text: say("console.import.events"), on: false }]}
        />
        <FileField
          name="file"
          label={say("console.import.file")}
          hint={say("console.import.file-hint")}
          accept=".csv,.jsonl,.ndjson,.json,text/csv"
          problems={[]}
        />
        <p className="gh-hint">{say("console.import.try-hint")}</p>
        <div className="form-ways">
          <button className="gh-submit" type="submit" formAction={`${address}?dry_run=true`}>
            {say("console.import.try")}
          </button>
          <button className="button" type="submit">
            {say("console.import.run")}
          </button>
        </div>
      </form>
      <section className="panel" aria-labelledby="result">
        <h2 id="result">{say("console.import.result")}</h2>
        <p className="quiet">{say("console.import.none")}</p>
        <iframe className="framed" name={FRAME} title={say("console.import.result-frame")} sandbox="" />
      </section>
    </>
  );
}
