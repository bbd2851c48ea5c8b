/** Thrown where a form ends before its end, or is none. */
export class CutFormError extends Error {}

/** A form in parts (RFC 7578) with one file, read as it comes: its fields up to the file, and what follows of it. */
export type FormWithFile = {
  readonly fields: ReadonlyMap<string, string>;
  /** Null where no file was chosen. */
  readonly file: { readonly name: string; readonly bytes: AsyncIterable<Uint8Array> } | null;
};

/** The most bytes of a part's head, and of a field before the file. */
const LONGEST_HEAD = 4_096;

/**
 * Reads a form up to the file in it, which is then read by whoever iterates it: never more than a piece of it is held.
 * What stands behind the file is passed over. Throws a CutFormError for what is no such form.
 */
export async function readFormWithFile(body: AsyncIterable<Uint8Array>, contentType: string): Promise<FormWithFile> {
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s";]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (!boundary) throw new CutFormError();
  const pieces = new Pieces(body);
  const fields = new Map<string, string>();
  await pieces.text(`--${boundary}`);
  for (;;) {
    if ((await pieces.text("\r\n")).startsWith("--")) return { fields, file: null };
    const head = await pieces.text("\r\n\r\n");
    const name = /[ ;]name="([^"]*)"/i.exec(head)?.[1] ?? "";
    const fileName = /;\s*filename="([^"]*)"/i.exec(head)?.[1];
    if (fileName === undefined) fields.set(name, await pieces.text(`\r\n--${boundary}`));
    else if (fileName === "") return { fields, file: null };
    else return { fields, file: { name: fileName, bytes: pieces.until(`\r\n--${boundary}`) } };
  }
}

/** Bytes that come in pieces, read up to marks in them. */
class Pieces {
  readonly #source: AsyncIterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The bytes up to a mark, as they come; the mark itself is passed over. */
  async *until(text: string): AsyncGenerator<Buffer> {
    const mark = Buffer.from(text);
    for (;;) {
      const at = this.#held.indexOf(mark);
      // A mark may have begun at the end of what is here.
      const sure = at >= 0 ? at : Math.max(0, this.#held.length - mark.length + 1);
      if (sure > 0) yield this.#held.subarray(0, sure);
      this.#held = this.#held.subarray(at >= 0 ? at + mark.length : sure);
      if (at >= 0) return;
      const next = await this.#source.next();
      if (next.done) throw new CutFormError();
      this.#held = Buffer.concat([this.#held, next.value]);
    }
  }

  /** The same as text, which is short. */
  async text(mark: string): Promise<string> {
    let text = "";
    for await (const piece of this.until(mark)) {
      text += piece.toString();
      if (text.length > LONGEST_HEAD) throw new CutFormError();
    }
    return text;
  }
}
