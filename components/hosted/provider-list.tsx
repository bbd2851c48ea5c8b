import type { ShownProvider } from "@/lib/domain/providers";

type Props = {
  readonly or: string;
  readonly providers: readonly (Pick<ShownProvider, "id" | "name"> & {
    readonly href: string;
    readonly text: string;
  })[];
};

/** The other ways in: a link to each external provider. Nothing is loaded from any of them. */
export function ProviderList({ or, providers }: Props) {
  if (providers.length === 0) return null;
  return (
    <>
      <p className="gh-or">{or}</p>
      <ul className="gh-providers">
        {providers.map(({ id, name, href, text }) => (
          <li key={id}>
            <a className="gh-provider" href={href} rel="nofollow">
              <span className="gh-provider-mark" aria-hidden="true">
                {Array.from(name)[0]?.toLocaleUpperCase()}
              </span>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
