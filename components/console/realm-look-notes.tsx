import type { DroppedPart } from "@/lib/domain/custom-css";
import { htmlDropReasons } from "@/lib/domain/custom-html";
import { say } from "@/lib/domain/messages";
import { Panel } from "./panel";

type Props = {
  /** Which kinds of the HTML that was just saved were not kept. */
  readonly html: readonly string[];
  /** What of the CSS is not served. */
  readonly css: readonly DroppedPart[];
};

const MOST = 50;

/** What of the look of a realm's pages nobody gets to see, and why. */
export function RealmLookNotes({ html, css }: Props) {
  const reasons = htmlDropReasons.filter((reason) => html.includes(reason));
  if (reasons.length === 0 && css.length === 0) return null;
  return (
    <Panel id="left-out" title={say("console.providers.left-out")}>
      <ul className="left-out">
        {reasons.map((reason) => (
          <li key={reason}>{say(`console.look.html-left-out.${reason}`)}</li>
        ))}
        {css.slice(0, MOST).map(({ text, line, reason }) => (
          <li key={`${line} ${text} ${reason}`}>
            <code>{text}</code>{" "}
            {say("console.look.left-out-line", { line, why: say(`console.look.dropped.${reason}`) })}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
