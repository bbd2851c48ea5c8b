import * as oidc from "openid-client";
import { withinPatience } from "./patience";
import { ProviderError, type ProviderFailure } from "./provider-error";

/** What providers say where the person, or they themselves, did not agree (RFC 6749, 4.1.2.1, and their own words). */
const refusals = [
  "access_denied",
  "consent_required",
  "interaction_required",
  "login_required",
  "account_selection_required",
  "user_cancelled_login",
  "user_cancelled_authorize",
];

const pauses = ["server_error", "temporarily_unavailable"];

/**
 * Does something with a provider, within the time that there is for all of it; whatever it throws becomes a ProviderError
 * that says why, and nothing of what came.
 */
export async function explain<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await withinPatience(work);
  } catch (error) {
    throw (
      causesOf(error).find((one) => one instanceof ProviderError) ??
      new ProviderError(failureOf(error), detailOf(error))
    );
  }
}

function failureOf(error: unknown): ProviderFailure {
  if (error instanceof oidc.AuthorizationResponseError)
    return refusals.includes(error.error) ? "refused" : pauses.includes(error.error) ? "unreachable" : "answer";
  if (error instanceof oidc.ResponseBodyError) return pauses.includes(error.error) ? "unreachable" : "answer";
  const causes = causesOf(error);
  const isLate = causes.some((cause) => cause instanceof Error && /^(?:TimeoutError|AbortError)$/.test(cause.name));
  const isDown = causes.some((cause) => cause instanceof Response && cause.status >= 500);
  return isLate || isDown || causes.some(isNetworkError) ? "unreachable" : "answer";
}

/** What the socket, the resolver or TLS says: they have a code and a `syscall`, or a code of OpenSSL's. */
function isNetworkError(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  const code = String(Reflect.get(cause, "code") ?? "");
  return (
    Reflect.has(cause, "syscall") ||
    /^(?:E[A-Z]+|CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|UNABLE_TO|SELF_SIGNED|HPE_)/.test(code)
  );
}

/** A code of openid-client's, of Node's, or the name of the error; never its message, which may quote what came. */
function detailOf(error: unknown): string {
  const codes = causesOf(error).flatMap((cause) => {
    const code = cause instanceof Error ? Reflect.get(cause, "code") : null;
    return typeof code === "string" && /^\w{1,60}$/.test(code) ? [code] : [];
  });
  return codes.at(-1) ?? (error instanceof Error ? error.name : "unknown");
}

function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = [];
  for (let cause = error; cause !== undefined && cause !== null && causes.length < 10; ) {
    causes.push(cause);
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return causes;
}
