import { keepFetchedCss, listStaleCss } from "@/lib/db/looks";
import { keepRealmCss, listStaleRealmCss } from "@/lib/db/realm-css";
import { cleanCss } from "@/lib/domain/custom-css";
import { hours, seconds } from "@/lib/domain/duration";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { FetchError, fetchGuarded } from "@/lib/hooks/guarded-fetch";

/** What fetches a stylesheet: the real one, but for tests. */
export type FetchCss = (address: string) => Promise<string>;

const fetchCss: FetchCss = (address) =>
  fetchGuarded(address, { type: "text/css", mostBytes: 256 * 1024, timeout: seconds(5) });

/** An address is fetched again a day after it was last fetched; a little less, so that a daily job never misses one. */
const STALE_MS = hours(23);
const AT_ONCE = 8;
const MOST = 1_000;

/** The CSS at an address, cleaned; or why there is none, in words of ours alone. */
export async function readExternalCss(address: string, fetchIt: FetchCss = fetchCss): Promise<Outcome<string>> {
  try {
    const { css, dropped } = cleanCss(await fetchIt(address));
    return dropped.some((part) => part.reason === "too-large") ? tooLarge() : done(css);
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    if (error.failure === "too-large") return tooLarge();
    return refuse({ code: `external-css.${error.failure}`, field: "external_css" });
  }
}

function tooLarge() {
  return refuse({ code: "external-css.too-large", field: "external_css" });
}

/**
 * Fetches the external stylesheets, of apps and of whole realms, that were last fetched a day ago (the job `refresh-css`). One that cannot be had
 * stays as it was, and is tried again the next day. Answers how many were fetched and how many could not be.
 */
export async function refreshStylesheets(at: Date = new Date(), fetchIt: FetchCss = fetchCss) {
  const before = new Date(at.getTime() - STALE_MS);
  const [ofApps, ofRealms] = await Promise.all([listStaleCss(before, MOST), listStaleRealmCss(before, MOST)]);
  const stale = [
    ...ofApps.map((one) => ({ ...one, keep: keepFetchedCss })),
    ...ofRealms.map((one) => ({ ...one, keep: keepRealmCss })),
  ];
  const counts = { fetched: 0, failed: 0 };
  for (let first = 0; first < stale.length; first += AT_ONCE) {
    const some = stale.slice(first, first + AT_ONCE);
    await Promise.all(
      some.map(async ({ realmId, id, address, keep }) => {
        const css = await readExternalCss(address, fetchIt);
        if (css.ok) await keep(realmId, id, { address, text: css.value, at });
        counts[css.ok ? "fetched" : "failed"] += 1;
      }),
    );
  }
  return counts;
}
