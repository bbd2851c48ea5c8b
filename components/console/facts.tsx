import type { ReactNode } from "react";

type Props = { readonly facts: readonly (readonly [name: string, value: ReactNode])[] };

/** What there is to know of one thing; what is not known of it is left out. */
export function Facts({ facts }: Props) {
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
