/**
 * What a spreadsheet takes for a formula when a cell begins with it, full-width forms too (OWASP, CSV injection): such
 * a cell gets an apostrophe in front, which says that it is text.
 */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/** One record of a CSV file, with its line's end (RFC 4180), no cell of which is a formula (security.md 91). */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
