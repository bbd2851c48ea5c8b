/** The first moment, in UTC, of a day as a field of type date sends it; undefined for what is no day. */
export function readDay(typed: string | undefined): Date | undefined {
  const day = typed && /^\d{4}-\d\d-\d\d$/.test(typed) ? new Date(`${typed}T00:00:00Z`) : undefined;
  return day && !Number.isNaN(day.getTime()) ? day : undefined;
}
