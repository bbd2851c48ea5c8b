import { code, type Integration, shellWord } from "./integration";

/** What tries the APIs out from a shell. */
export function curlSnippet({ api, management }: Integration): string {
  return code(
    "# LOGIN_NAME and PASSWORD are a user's. The answer holds the token, and where to go on to.",
    `curl ${shellWord(`${api}/v1/login`)} --data-urlencode "username=$LOGIN_NAME" --data-urlencode "password=$PASSWORD"`,
    "",
    "# Whether the session behind a token still lives.",
    `curl ${shellWord(`${api}/v1/check_session`)} --data-urlencode "token=$TOKEN"`,
    "",
    "# For your servers: the users of this realm. API_KEY is one of its API keys.",
    `curl ${shellWord(`${management}/users`)} -H "X-Authrocket-Api-Key: $API_KEY"`,
  );
}
