const ours = ["token", "signup", "redir"];

/**
 * The address that hands a person over to an app: its handler with `token`, then `signup=true` after a signup, then
 * `redir`, in this order, their values percent-encoded. The handler's own query stays in front, and its fragment at
 * the end. Only parameters of its own that are named like ours are left out, so that an address can never bring
 * somebody else's token along.
 */
export function handoffUrl(handler: string, handed: Handed): string {
  const { address, query, fragment } = partsOf(handler);
  return `${address}?${[...query, ...pairsOf(handed)].join("&")}${fragment.length > 0 ? `#${fragment.join("&")}` : ""}`;
}

/** What is handed to an app with a person: all of it, or a token alone. */
export type Handed = { token: string; signup?: boolean; redir?: string | null | undefined };

/** A form that a page of ours posts to an app. */
export type PostedForm = { readonly action: string; readonly fields: Readonly<Record<string, string>> };

/**
 * How a person is handed over in the app's `response_mode`: an address to send them to, and for `form_post` the form to
 * post instead. In mode `fragment` what we add stands behind the `#`, where no server and no log sees it; the handler's
 * own fragment stays in front of it. Programs, which carry the token themselves, are told the address in every mode.
 */
export function handOff(
  handler: string,
  mode: "query" | "fragment" | "form_post",
  handed: Handed,
): { readonly url: string; readonly post: PostedForm | null } {
  const { address, query, fragment } = partsOf(handler);
  const plain = query.length > 0 ? `${address}?${query.join("&")}` : address;
  if (mode === "fragment") return { url: `${plain}#${[...fragment, ...pairsOf(handed)].join("&")}`, post: null };
  const url = handoffUrl(handler, handed);
  if (mode === "query") return { url, post: null };
  return { url, post: { action: plain, fields: fieldsOf(handed) } };
}

function fieldsOf({ token, signup = false, redir = null }: Handed): Record<string, string> {
  return { token, ...(signup ? { signup: "true" } : {}), ...(redir === null ? {} : { redir }) };
}

function pairsOf(handed: Handed): string[] {
  return Object.entries(fieldsOf(handed)).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
}

/** A handler in its parts, without the parameters of its own that are named like ours. */
function partsOf(handler: string): { address: string; query: string[]; fragment: string[] } {
  const [, address = "", query = "", fragment = ""] = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(handler) ?? [];
  const kept = (part: string) => part.split("&").filter((pair) => pair !== "" && !ours.includes(nameOf(pair)));
  return { address, query: kept(query), fragment: kept(fragment) };
}

function nameOf(pair: string): string {
  return [...new URLSearchParams(pair).keys()][0] ?? "";
}
