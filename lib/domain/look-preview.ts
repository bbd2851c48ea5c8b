import { type Look, sheetText, showLook } from "./look";
import { ownPalette, type Scheme } from "./theme-colours";

/** A look as the console shows it, clean: its images are fetched from the console, its stylesheets for either scheme. */
export type PreviewedLook = {
  readonly title: string | null;
  readonly header: string;
  readonly footer: string;
  readonly logo: string | null;
  readonly css: Readonly<Record<Scheme, string>>;
};

/** What a look comes to in the console; `assets` is the folder of the realm's images there. */
export function previewLook(look: Look, assets: string): PreviewedLook {
  const { header, footer, logo } = showLook(look);
  const css = moveImages(sheetText(look.css), assets);
  return {
    title: look.pageTitle,
    header: moveImages(header, assets),
    footer: moveImages(footer, assets),
    logo: logo && moveImages(logo, assets),
    css: { light: forceScheme(css, "light"), dark: forceScheme(css, "dark") },
  };
}

function moveImages(text: string, assets: string): string {
  return text.replace(/\/assets\/(?=[0-9a-f]{64}\.(?:png|jpg|webp|svg))/g, `${assets}/`);
}

/** Clean CSS as a browser set to `scheme` takes it, whatever the one is set to that shows it. */
export function forceScheme(css: string, scheme: Scheme): string {
  return css.replace(/\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/gi, (_, asked: string) =>
    asked.toLowerCase() === scheme ? "(min-width:0)" : "(max-width:0)",
  );
}

const shadows = {
  light: "0 1px 2px rgb(22 24 29 / 0.04), 0 12px 32px -12px rgb(22 24 29 / 0.1)",
  dark: "none",
} as const;

/** Our own colours as a browser set to `scheme` shows them, in our layer, above what the real setting asks for. */
export function ownScheme(scheme: Scheme): string {
  const colours = Object.entries(ownPalette[scheme]).map(([name, value]) => `--gh-${name}: ${value};`);
  return [
    "@layer theme, base, gh;",
    `@layer gh { :root:root { color-scheme: ${scheme}; }`,
    `.gh-body.gh-body { --gh-shadow: ${shadows[scheme]}; ${colours.join(" ")} } }`,
  ].join("\n");
}
