import { demoApps } from "@/lib/domain/demo-file";
import { demoThemes } from "@/lib/domain/demo-themes";
import { english, sentence } from "@/lib/domain/messages";

/** The apps of the example themes, beside the app that answers at `demoUrl`. */
export function ThemeList({ demoUrl }: { readonly demoUrl: string }) {
  return (
    <>
      <h2>{sentence(english, "demo.home.themes")}</h2>
      <p>
        {sentence(english, "demo.home.themes-about")}{" "}
        <a href="/demo/theme">{sentence(english, "demo.home.contract")}</a>
      </p>
      <ul className="list">
        {demoThemes.map(({ file, subdomain, name }) => (
          <li key={file}>
            <a href={`${demoUrl.replace(`//${demoApps.user.subdomain}.`, `//${subdomain}.`)}/login`}>{name}</a>
            <span className="quiet">{sentence(english, `demo.theme.${file}`)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
