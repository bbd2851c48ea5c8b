/** A moment as the APIs say it: seconds since 1970, with milliseconds behind the point (authrocket-1.md §1.3). */
export function unixSeconds(at: Date): number {
  return at.getTime() / 1000;
}
