import type { DemoMode } from "@/lib/domain/demo-file";
import { english, sentence } from "@/lib/domain/messages";

type Props = { readonly mode: DemoMode; readonly name: string; readonly url: string };

/** One Connected App of the demo, and the ways to its hosted pages. */
export function AppCard({ mode, name, url }: Props) {
  return (
    <section className="card">
      <h3>{name}</h3>
      <p className="quiet">{url.replace(/^https?:\/\//, "")}</p>
      <p>{sentence(english, `demo.mode.${mode}`)}</p>
      <p className="ways">
        <a className="button" href={`${url}/login`}>
          {sentence(english, "demo.home.login")}
        </a>
        <a className="button second" href={`${url}/signup`}>
          {sentence(english, "demo.home.signup")}
        </a>
      </p>
    </section>
  );
}
