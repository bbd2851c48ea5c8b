import { afterAll, beforeAll, expect, test } from "vitest";
import { postForm } from "../fixtures/post-form";
import type { Answer } from "../fixtures/server";
import { onPostgres, startTwoDemos, type TwoDemos } from "../fixtures/two-instances";

let two: TwoDemos;
beforeAll(async () => {
  if (!onPostgres) return;
  two = await startTwoDemos();
});
afterAll(() => two?.stop());

/** The form of the look alone: a page has several. */
function lookForm(page: Answer): Answer {
  const form = page.text.split("<form").find((part) => part.includes('name="page_title"')) ?? "";
  return { ...page, text: form.split("</form>")[0] ?? "" };
}

test.skipIf(!onPostgres)("what is published on one instance is on the next page of the other", async () => {
  const { demo } = two;
  const [one, other] = [two.instance(0), two.instance(1)];
  const door = await postForm(one, "/console/login", { host: two.host(), fields: demo.admin });
  const cookie = (door.headers["set-cookie"] ?? []).map((line) => line.split(";")[0]).join("; ");
  const address = `/console/realms/${demo.realm.id}/apps/${demo.apps.user.id}/look`;
  const save = async (page_title: string, step: string) => {
    const page = lookForm(await one.request(address, { host: two.host(), headers: { cookie } }));
    const fields = { page_title, step };
    return (await postForm(one, address, { host: two.host(), fields, headers: { cookie }, page })).headers.location;
  };
  const title = async () =>
    /<title>([^<]*)/.exec((await other.request("/login", { host: two.host("demo") })).text)?.[1] ?? "";
  const before = await title();
  expect(await save("Drafted", "draft")).toBe(`${address}?saved=draft`);
  expect(await title()).toBe(before);
  for (const named of ["Published", "And again"]) {
    expect(await save(named, "publish")).toBe(`${address}?saved=published`);
    await expect.poll(title, { interval: 5, timeout: 1_000 }).toBe(named);
  }
});
