/** One record of a CSV file: its cells, and the line that it begins on. null: it is not what RFC 4180 allows. */
export type CsvRecord = { readonly line: number; readonly cells: readonly string[] | null };

/**
 * Reads CSV as it comes, in pieces of any size (RFC 4180: commas, quotes around a cell, two for one in it; lines end in
 * CRLF or LF, and may do so inside of quotes). A record that is malformed or longer than `mostCharacters` is told as
 * such, and the next one begins after the end of its line. Blank lines count, and are no records.
 */
export class CsvReader {
  private line = 1;
  private begunAt = 1;
  private length = 0;
  private cells: string[] = [];
  private cell = "";
  /** True behind a CR outside of quotes, which only a LF may follow. */
  private returned = false;
  /** start: nothing of the cell was read yet. closed: its last quote was. broken: this record is given up. */
  private at: "start" | "plain" | "quoted" | "closed" | "broken" = "start";

  constructor(private readonly mostCharacters: number) {}

  /** The records that end in this piece. */
  read(piece: string): CsvRecord[] {
    const records: CsvRecord[] = [];
    let index = 0;
    while (index < piece.length) {
      const end = this.plainEnd(piece, index);
      if (end > index) this.take(piece.slice(index, end));
      const letter = piece[end];
      index = end + 1;
      if (letter === undefined) break;
      const record = this.step(letter);
      if (record) records.push(record);
    }
    return records;
  }

  /** The record that the file ends in without a line's end, if it does. */
  end(): CsvRecord[] {
    const isNothing = this.cells.length === 0 && this.at === "start";
    if (this.at === "quoted" || this.returned) this.at = "broken";
    return isNothing ? [] : this.finish();
  }

  /** Where the next letter is that means something here. */
  private plainEnd(piece: string, from: number): number {
    const next = this.at === "quoted" ? /["\n]/g : this.at === "broken" ? /\n/g : /[",\r\n]/g;
    next.lastIndex = from;
    return next.exec(piece)?.index ?? piece.length;
  }

  private take(text: string): void {
    if (this.at === "closed" || this.returned) this.at = "broken";
    if (this.at === "start") this.at = "plain";
    this.length += text.length;
    if (this.length > this.mostCharacters) this.at = "broken";
    if (this.at !== "broken") this.cell += text;
    else this.cell = "";
  }

  private step(letter: string): CsvRecord | null {
    if (letter === "\n") this.line += 1;
    if (this.at === "quoted") {
      if (letter === '"') this.at = "closed";
      else this.take(letter);
      return null;
    }
    if (this.returned && letter !== "\n") this.at = "broken";
    if (this.at === "broken" && letter !== "\n") return null;
    switch (letter) {
      case "\n":
        return this.finish()[0] ?? null;
      case ",":
        this.nextCell();
        return null;
      case '"':
        this.quote();
        return null;
      default:
        this.returned = true;
        return null;
    }
  }

  private quote(): void {
    if (this.at === "start") this.at = "quoted";
    else if (this.at === "closed") {
      this.at = "quoted";
      this.take('"');
    } else this.at = "broken";
  }

  private nextCell(): void {
    this.cells.push(this.cell);
    this.cell = "";
    this.length += 1;
    this.at = this.length > this.mostCharacters ? "broken" : "start";
  }

  private finish(): CsvRecord[] {
    const isBlank = this.cells.length === 0 && this.at === "start";
    const cells = this.at === "broken" ? null : [...this.cells, this.cell];
    const record = { line: this.begunAt, cells };
    Object.assign(this, { begunAt: this.line, length: 0, cells: [], cell: "", at: "start", returned: false });
    return isBlank ? [] : [record];
  }
}
