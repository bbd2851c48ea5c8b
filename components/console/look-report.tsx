import type { LookReport } from "@/lib/domain/look-report";
import type { PreviewWords } from "./words";

/** What of a look is not shown, where it stands and why, and what of it is hard to read. */
export function LookReportLists({ report, words }: { readonly report: LookReport; readonly words: PreviewWords }) {
  const { leftOut, contrast } = report;
  return (
    <div className="look-report" aria-live="polite">
      {contrast.length > 0 && (
        <section className="panel" aria-labelledby="contrast">
          <h2 id="contrast">{words["console.look.contrast"]}</h2>
          <ul className="left-out contrast">
            {contrast.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </section>
      )}
      {leftOut.length > 0 && (
        <section className="panel" aria-labelledby="left-out">
          <h2 id="left-out">{words["console.look.left-out"]}</h2>
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
        </section>
      )}
    </div>
  );
}
