import type { LookReport } from "@/lib/domain/look-report";
import { Panel } from "./panel";
import type { PreviewWords } from "./words";

/** What of a look is not shown, where it stands and why, and what of it is hard to read. */
export function LookReportLists({ report, words }: { readonly report: LookReport; readonly words: PreviewWords }) {
  const { leftOut, contrast } = report;
  return (
    <div className="look-report" aria-live="polite">
      {contrast.length > 0 && (
        <Panel id="contrast" title={words["console.look.contrast"]}>
          <ul className="left-out contrast">
            {contrast.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Panel>
      )}
      {leftOut.length > 0 && (
        <Panel id="left-out" title={words["console.look.left-out"]}>
          <p className="quiet">{words["console.look.left-out-about"]}</p>
          <ul className="left-out">
            {leftOut.map(({ place, line, text, why }) => (
              <li key={`${place} ${line} ${text} ${why}`}>
                <code>{text}</code> {words[`console.look.left-out-in.${place}`]}
                {". "}
                {line === null
                  ? why
                  : words["console.look.left-out-line"].replace("{line}", String(line)).replace("{why}", why)}
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}
