import { say } from "@/lib/domain/messages";

/** Says that what was asked for has been done. */
export function Saved({ saved, text = say("console.saved") }: { readonly saved: boolean; readonly text?: string }) {
  return saved ? (
    <p className="gh-notice" role="status">
      {text}
    </p>
  ) : null;
}
