type Props = {
  readonly label: string;
  readonly chosen: string;
  readonly choices: readonly { readonly name: string; readonly text?: string; readonly href: string }[];
};

/** A few ways to see a page, of which one is chosen. */
export function Choices({ label, chosen, choices }: Props) {
  return (
    <nav className="choices" aria-label={label}>
      <span className="quiet" aria-hidden="true">
        {label}
      </span>
      {choices.map(({ name, text = name, href }) => (
        <a key={name} className="choice" href={href} aria-current={name === chosen ? "page" : undefined}>
          {text}
        </a>
      ))}
    </nav>
  );
}
