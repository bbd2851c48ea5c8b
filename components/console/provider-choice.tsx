import { say } from "@/lib/domain/messages";
import { isPreset, type ProviderType, presetNames, providerTypes } from "@/lib/domain/providers";

/** Which provider it shall be: each has fields of its own, and so a form of its own. */
export function ProviderChoice({ path }: { readonly path: string }) {
  return (
    <nav aria-label={say("console.providers.choose")}>
      <p>{say("console.providers.choose")}</p>
      <ul className="ways">
        {providerTypes.map((type) => (
          <li key={type}>
            <a href={`${path}?type=${type}`}>{nameOf(type)}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function nameOf(type: ProviderType): string {
  if (isPreset(type)) return presetNames[type];
  return say(type === "oidc" ? "console.providers.choose.oidc" : "console.providers.choose.oauth2");
}
