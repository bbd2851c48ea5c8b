import type { DroppedPart } from "@/lib/domain/custom-css";
import { english, sentence } from "@/lib/domain/messages";

const MOST = 50;

/** What of an owner's CSS is not served, where it stands, and why. */
export function LeftOut({ dropped }: { readonly dropped: readonly DroppedPart[] }) {
  if (dropped.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="left-out">
      <h2 id="left-out">{sentence(english, "console.look.left-out")}</h2>
      <ul className="left-out">
        {dropped.slice(0, MOST).map(({ text, line, reason }) => (
          <li key={`${line} ${text} ${reason}`}>
            <code>{text}</code>{" "}
            {sentence(english, "console.look.left-out-line", {
              line,
              why: sentence(english, `console.look.dropped.${reason}`),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
