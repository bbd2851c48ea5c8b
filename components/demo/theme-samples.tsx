import type { ThemeClass } from "@/lib/domain/theme-contract";

/** A grey square; a logo is an image of the app's own. */
const logo =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='64' height='64'%3E%3Crect width='64' height='64' rx='16' fill='%23868e9c'/%3E%3C/svg%3E";

type Sample = { readonly as?: "p" | "span" | "button" | "h3"; readonly is: ThemeClass };

/** An element of a class, with the class as its text. */
function Named({ as: Element = "p", is }: Sample) {
  return (
    <Element className={is} {...(Element === "button" && { type: "button" as const })}>
      {is}
    </Element>
  );
}

/** A hosted page with an element of every class in it, each named after its class. */
export function ThemeSamples() {
  return (
    <div className="gh-body sample">
      <div className="gh-page">
        <div className="gh-header">
          {/* biome-ignore lint/performance/noImgElement: it is written out here */}
          <img className="gh-logo" src={logo} alt="gh-logo" />
          <Named is="gh-app-name" />
          <Named is="gh-above" />
        </div>
        <div className="gh-main">
          <div className="gh-card">
            <Named as="h3" is="gh-title" />
            <Named is="gh-text" />
            <Named is="gh-notice" />
            <SampleForm />
            <Named is="gh-or" />
            <ul className="gh-providers">
              <li>
                <span className="gh-provider">
                  <span className="gh-provider-mark">P</span>
                  gh-providers: gh-provider with gh-provider-mark
                </span>
              </li>
            </ul>
            <SampleSecrets />
            <Named is="gh-problem-page" />
          </div>
          <div className="gh-ways">
            <Named as="span" is="gh-way" />
          </div>
        </div>
        <div className="gh-footer">
          <Named is="gh-below" />
        </div>
      </div>
    </div>
  );
}

function SampleForm() {
  return (
    <div className="gh-form">
      <div className="gh-problems">
        <Named is="gh-problems-title" />
        <ul className="gh-problems-list">
          <li>gh-problems-list</li>
        </ul>
      </div>
      <div className="gh-field">
        <Named as="span" is="gh-label" />
        <Named is="gh-hint" />
        <Named is="gh-field-problem" />
        <input className="gh-input" aria-label="gh-input" aria-invalid defaultValue="gh-input" />
      </div>
      <div className="gh-field">
        <Named as="span" is="gh-label" />
        <div className="gh-password">
          <input className="gh-input" aria-label="gh-password" defaultValue="gh-password" />
          <Named as="button" is="gh-show" />
        </div>
        <p className="gh-strength" data-level="strong">
          gh-strength
        </p>
      </div>
      <Named as="button" is="gh-submit" />
    </div>
  );
}

function SampleSecrets() {
  return (
    <>
      <Named is="gh-qr" />
      <Named is="gh-secret" />
      <ul className="gh-codes">
        <li>gh-codes</li>
        <li>gh-codes</li>
      </ul>
    </>
  );
}
