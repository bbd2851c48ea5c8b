import sharp from "sharp";
import { expect, test } from "vitest";
import { cleanImage, longestImage } from "./clean-image";

const square = (side: number) => sharp({ create: { width: side, height: side, channels: 3, background: "#2447c5" } });
const bytes = (buffer: Buffer) => new Uint8Array(buffer);
const text = (source: string) => new TextEncoder().encode(source);

test.each(["png", "jpeg", "webp"] as const)(
  "a %s is written anew, with nothing in it but its pixels",
  async (format) => {
    const sent = await square(8)
      .withExif({ IFD0: { Copyright: "somebody's secret" } })
      .toFormat(format)
      .toBuffer();
    expect(sent.includes("somebody's secret")).toBe(true);
    const hidden = Buffer.concat([sent, Buffer.from("<script>alert(1)</script>")]);
    const image = await cleanImage(bytes(hidden));
    expect(image?.contentType).toBe(`image/${format}`);
    const kept = Buffer.from(image?.bytes ?? []);
    expect(kept.includes("secret") || kept.includes("script")).toBe(false);
    expect(await sharp(kept).metadata()).toMatchObject({ format, width: 8, height: 8 });
    expect(image?.contentHash).toMatch(/^[0-9a-f]{64}$/);
  },
);

test("a large picture is made smaller", async () => {
  const image = await cleanImage(bytes(await square(3_000).png().toBuffer()));
  expect(await sharp(Buffer.from(image?.bytes ?? [])).metadata()).toMatchObject({ width: 2_000, height: 2_000 });
});

test("a picture that unpacks to more pixels than can be taken is refused before it is unpacked", async () => {
  const bomb = await square(7_000).png({ palette: true, colours: 2 }).toBuffer();
  expect(bomb.length).toBeLessThan(longestImage);
  expect(await cleanImage(bytes(bomb))).toBe(null);
});

test("an SVG is cleaned, whatever it is called", async () => {
  const image = await cleanImage(text('<?xml version="1.0"?>\n<svg onload="x"><script>y</script><g/></svg>'));
  expect(image?.contentType).toBe("image/svg+xml");
  expect(new TextDecoder().decode(image?.bytes)).toBe('<svg xmlns="http://www.w3.org/2000/svg"><g></g></svg>');
});

test.each([
  ["nothing", ""],
  ["a page", "<!doctype html><script>alert(1)</script>"],
  ["text", "hello"],
  ["half a picture", "\x89PNG\r\n\x1a\n"],
  ["too much", " ".repeat(longestImage + 1)],
])("%s is refused", async (_, source) => {
  expect(await cleanImage(text(source))).toBe(null);
});

test("a GIF is refused", async () => {
  expect(await cleanImage(bytes(await square(8).gif().toBuffer()))).toBe(null);
});
