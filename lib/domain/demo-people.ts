/**
 * Who has an account at Demo ID, the provider that comes with the demo. Each of them shows another way in: an address
 * that it has verified, one that it has not, one that somebody here has already, and none at all.
 */
export const demoPeople = {
  nora: { given_name: "Nora", family_name: "North", email: "nora@example.com", email_verified: true },
  frank: { given_name: "Frank", family_name: "Field", email: "frank@example.com", email_verified: true },
  ines: { given_name: "Ines", family_name: "Ivy", email: "ines@example.com", email_verified: false },
  omar: { given_name: "Omar", family_name: "Oak" },
} as const;

export type DemoPerson = keyof typeof demoPeople;

export function isDemoPerson(text: string): text is DemoPerson {
  return Object.hasOwn(demoPeople, text);
}

/** What the demo's realm is known by at Demo ID. */
export const demoClientId = "gatehouse-demo";
