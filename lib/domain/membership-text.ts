import { z } from "zod";
import { readDay } from "./day";
import { days } from "./duration";
import { checked, permissionsField } from "./fields";

/** Permissions as a person types them: words with spaces or commas between them. */
export const permissionsTextField = checked(z.string(), (text) => ({
  value: text.split(/[\s,]+/).filter((word) => word !== "") as unknown,
})).pipe(permissionsField);

/** The last day of something, as a field of type date sends it: the moment when it is over, in UTC. Blank: none. */
export const lastDayField = checked(z.string(), (text) => {
  const day = readDay(text);
  if (text !== "" && !day) return { fault: { code: "field.not-moment" } };
  return { value: day ? new Date(day.getTime() + days(1)) : null };
});

/** The day before the one on which something is over, as such a field shows it. */
export function lastDay(over: Date | null): string {
  return over ? new Date(over.getTime() - 1).toISOString().slice(0, 10) : "";
}
