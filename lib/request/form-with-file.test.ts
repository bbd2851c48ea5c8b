import { expect, test } from "vitest";
import { inPieces } from "@/e2e/fixtures/imports";
import { CutFormError, readFormWithFile } from "./form-with-file";

const contents = "username,email\r\n--almost--,a@example.com\r\n\r\n--";

async function sent(file: File | null) {
  const form = new FormData();
  form.append("user_events", "true");
  if (file) form.append("file", file);
  form.append("after", "nobody looks");
  const encoded = new Response(form);
  return { type: encoded.headers.get("content-type") ?? "", text: await encoded.text() };
}

async function read({ type, text }: { type: string; text: string }, size: number) {
  const { fields, file } = await readFormWithFile(inPieces(text, size), type);
  let got = "";
  if (file) for await (const piece of file.bytes) got += Buffer.from(piece).toString();
  return { fields: Object.fromEntries(fields), name: file?.name, got };
}

test("a file comes byte for byte, whatever the pieces it comes in, with the fields before it", async () => {
  const form = await sent(new File([contents], "people.csv"));
  for (const size of [1, 2, 3, 7, 64, 100_000])
    expect(await read(form, size)).toEqual({ fields: { user_events: "true" }, name: "people.csv", got: contents });
});

test("no file is none, chosen or not", async () => {
  expect(await read(await sent(null), 10)).toMatchObject({ name: undefined, got: "" });
  expect(await read(await sent(new File([], "")), 10)).toMatchObject({ name: undefined, got: "" });
});

test("what is cut short or no form is never taken for a whole one", async () => {
  const { type, text } = await sent(new File([contents], "people.csv"));
  for (const cut of [10, text.indexOf("username") + 20, text.indexOf("almost")])
    await expect(read({ type, text: text.slice(0, cut) }, 16)).rejects.toThrow(CutFormError);
  await expect(read({ type: "multipart/form-data", text }, 16)).rejects.toThrow(CutFormError);
  const long = text.replace("true", "x".repeat(10_000));
  await expect(read({ type, text: long }, 16)).rejects.toThrow(CutFormError);
});
