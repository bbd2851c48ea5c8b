import { z } from "zod";

/** What many wire objects have in common. */
export const momentAnswer = z.number().meta({ description: "Unix seconds." });
export const stateAnswer = z.enum(["active", "inactive"]);
export const customAnswer = z.record(z.string(), z.unknown()).meta({ description: "The owner's own values." });

/** Values of an owner's, as they are stored. */
export function customBody(custom: unknown): Record<string, unknown> {
  return typeof custom === "object" && custom !== null && !Array.isArray(custom) ? { ...custom } : {};
}
