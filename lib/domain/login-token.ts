import type { Problem } from "./problem";

/** What to say of a login token that nobody is logged in by; an id of a session is told from a token that has ended. */
export function tokenProblem(token: string): Problem {
  if (token.trim() === "") return { code: "token.blank", field: "token" };
  return { code: /^k[sn]s_\w+$/.test(token.trim()) ? "token.not-whole" : "session.ended", field: "token" };
}
