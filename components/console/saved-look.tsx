import { htmlDropReasons } from "@/lib/domain/custom-html";
import { say } from "@/lib/domain/messages";

const words = {
  draft: "console.look.drafted",
  published: "console.look.published",
  fetched: "console.look.fetched-now",
  discarded: "console.look.discarded",
} as const;

/** What has just become of a look, and which kinds of its HTML are not shown. */
export function SavedLook({ saved, leftOut }: { readonly saved: string; readonly leftOut: readonly string[] }) {
  const said = Object.entries(words).find(([name]) => name === saved)?.[1];
  if (!said) return null;
  return (
    <div className="gh-notice" role="status">
      <p>{say(said)}</p>
      {htmlDropReasons
        .filter((reason) => leftOut.includes(reason))
        .map((reason) => (
          <p key={reason}>{say(`console.look.html-left-out.${reason}`)}</p>
        ))}
    </div>
  );
}
