/** The bytes of the one file that a form sent under a name, or null where it sent none, several, or text. */
export async function readSentFile(form: FormData, name: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const [file, ...more] = form.getAll(name);
  if (!(file instanceof File) || more.length > 0) return null;
  return new Uint8Array(await file.arrayBuffer());
}
