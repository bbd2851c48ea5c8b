import { lookup as systemLookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";

/** A connection that was not made: its address is none that may be reached. */
export class RefusedAddress extends Error {}

/** Where a connection may go. */
export type Guard = {
  readonly resolve: (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;
  readonly mayReach: (address: string) => boolean;
};

/** What the system's resolver knows of a name. */
export const resolveBySystem: Guard["resolve"] = (host) => systemLookup(host, { all: true, verbatim: true });

/**
 * The look-up of a connection to `url` (`lookup` of node:http): every address of the name must be one that may be
 * reached, and those are the ones it connects to. A name is looked up once, so one that changes its mind between check
 * and connection changes nothing (security.md 102, H15). Throws RefusedAddress where the URL itself holds an address
 * that may not be reached: such a one is connected to without a look-up.
 */
export function guardedLookup(url: URL, { resolve, mayReach }: Guard): LookupFunction {
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(literal) !== 0 && !mayReach(literal)) throw new RefusedAddress();
  return (host, options, answer) => {
    resolve(host).then(
      (found) => {
        const [first] = found;
        if (!first || !found.every(({ address }) => mayReach(address))) answer(new RefusedAddress(), []);
        else if (options.all) answer(null, [...found]);
        else answer(null, first.address, first.family);
      },
      (error) => answer(error, []),
    );
  };
}
