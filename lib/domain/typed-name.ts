import { z } from "zod";
import type { Problem } from "./problem";

/** What is asked before something is done that cannot be undone: its name. */
export const typedNameInput = z.object({ confirm_name: z.string().default("") });

/** What keeps it from being done: the name that was typed is another one. */
export function typedNameProblem(
  { confirm_name: typed }: z.output<typeof typedNameInput>,
  name: string,
): Problem | null {
  const isSame = typed.trim().normalize("NFC") === name.trim().normalize("NFC");
  return isSame ? null : { code: "name.differs", field: "confirm_name", params: { name } };
}
