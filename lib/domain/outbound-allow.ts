/** One entry of OUTBOUND_ALLOW: a host name or address, and perhaps a port. */
export const outboundHost = /^(?:[a-z0-9](?:[a-z0-9.-]{0,252})|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/;

/**
 * True for an address whose host the deployment has named in OUTBOUND_ALLOW: it may be asked although it is private, and
 * over http. An entry without a port stands for every port.
 */
export function isAllowedOutbound(url: URL, allowed: readonly string[]): boolean {
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return allowed.some((entry) => entry === url.hostname || entry === `${url.hostname}:${port}`);
}
