import type { ReactNode } from "react";

/** Something a person should know before going on; not a problem of theirs. */
export function Notice({ children }: { readonly children: ReactNode }) {
  return <p className="gh-notice">{children}</p>;
}
