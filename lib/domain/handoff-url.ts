const ours = ["token", "signup", "redir"];

/**
 * The address that hands a person over to an app: its handler with `token`, then `signup=true` after a signup, then `redir`, in this order, their values
 * percent-encoded. The handler's own query stays in front, and its fragment at the end. Only parameters of its own
 * that are named like ours are left out, so that an address can never bring somebody else's token along.
 */
export function handoffUrl(
  handler: string,
  { token, signup = false, redir = null }: { token: string; signup?: boolean; redir?: string | null | undefined },
): string {
  const [, address = "", query = "", fragment = ""] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(handler) ?? [];
  const kept = query.split("&").filter((pair) => pair !== "" && !ours.includes(nameOf(pair)));
  const added = [`token=${encodeURIComponent(token)}`];
  if (signup) added.push("signup=true");
  if (redir !== null) added.push(`redir=${encodeURIComponent(redir)}`);
  return `${address}?${[...kept, ...added].join("&")}${fragment}`;
}

function nameOf(pair: string): string {
  return [...new URLSearchParams(pair).keys()][0] ?? "";
}
