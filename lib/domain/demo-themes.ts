/** The example themes of prisma/themes, each the look of a Connected App of the demo's own. */
export const demoThemes = [
  { file: "quiet", subdomain: "demo-quiet", name: "Linden Letters" },
  { file: "bold", subdomain: "demo-bold", name: "Poppy Studio" },
  { file: "dark", subdomain: "demo-dark", name: "Nightjar Radio" },
] as const;

export type DemoTheme = (typeof demoThemes)[number];
