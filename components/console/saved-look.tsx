import { htmlDropReasons } from "@/lib/domain/custom-html";
import { english, sentence } from "@/lib/domain/messages";

/** That a look was saved, and which kinds of its HTML were not. */
export function SavedLook({ leftOut }: { readonly leftOut: readonly string[] }) {
  return (
    <div className="gh-notice" role="status">
      <p>{sentence(english, "console.look.saved")}</p>
      {htmlDropReasons
        .filter((reason) => leftOut.includes(reason))
        .map((reason) => (
          <p key={reason}>{sentence(english, `console.look.html-left-out.${reason}`)}</p>
        ))}
    </div>
  );
}
