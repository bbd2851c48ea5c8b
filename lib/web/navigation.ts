/**
 * True when the browser says that nobody goes there: it fetches ahead, or asks for an image, a frame or data. Who says
 * nothing (an app, curl) is taken at its word.
 */
export function isPassingBy(headers: Headers): boolean {
  const purpose = headers.get("sec-purpose") ?? headers.get("purpose") ?? "";
  return purpose.includes("prefetch") || (headers.get("sec-fetch-dest") ?? "document") !== "document";
}

/** True when the browser says that the whole window goes there (Fetch Metadata), not an image, frame, fetch or prefetch. */
export function isTopLevelNavigation(headers: Headers): boolean {
  const purpose = headers.get("sec-purpose") ?? headers.get("purpose") ?? "";
  return (
    headers.get("sec-fetch-mode") === "navigate" &&
    headers.get("sec-fetch-dest") === "document" &&
    !purpose.includes("prefetch")
  );
}
