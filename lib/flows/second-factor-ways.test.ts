import { afterAll, beforeAll, expect, test } from "vitest";
import { codeOf } from "@/e2e/fixtures/authenticator";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { codes, resetTools } from "@/e2e/fixtures/resets";
import { newPlaceWithGrace } from "@/e2e/fixtures/second-factor";
import { goodPassword, signedIn, signupFields } from "@/e2e/fixtures/visits";
import { removeSecondFactor } from "@/lib/admin/mfa";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/db/new-id";
import { hours } from "@/lib/domain/duration";
import { mintSecret } from "@/lib/tokens/secret-token";
import { login, loginInput } from "./login";
import { signup } from "./signup";
import { verifyEmail, verifyEmailInput } from "./verify-email";
import { verifyLogin } from "./verify-login";

let close: () => Promise<void>;
let place: Awaited<ReturnType<typeof newPlaceWithGrace>>;
beforeAll(async () => {
  close = await openTestDatabase();
  place = await newPlaceWithGrace();
});
afterAll(() => close());

const logIn = async (password = goodPassword, channel: "page" | "api" = "page") =>
  login(await place.visit({ channel }), loginInput.parse({ username: "grace", password }));
const sessions = () => db().session.count({ where: { realmId: place.realmId } });

test("security 58: by password, on a page or by a program, comes first the code", async () => {
  for (const channel of ["page", "api"] as const)
    expect(codes(await logIn(goodPassword, channel))).toEqual(["need-mfa"]);
  expect(await sessions()).toBe(0);
});

test("security 58: a signup with her name, address and password makes no way around it", async () => {
  const fields = signupFields({ username: "Grace", email: "grace@example.com", password: goodPassword });
  expect(codes((await signup(await place.visit(), fields)) as never)).toEqual(["username.taken"]);
  expect(await sessions()).toBe(0);
});

test("security 58: neither does a proof of her address, with or without a cookie that is no session", async () => {
  for (const cookie of [undefined, "none"]) {
    const { secret, hash } = mintSecret("kvf");
    const mine = { realmId: place.realmId, userId: place.userId, emailCanonical: "grace@example.com" };
    const expiresAt = new Date(Date.now() + hours(1));
    await db().emailToken.create({ data: { id: newId("kvf"), ...mine, tokenHash: hash, expiresAt } });
    const input = verifyEmailInput.parse({ username: "grace", token: secret });
    expect(codes(await verifyEmail(await place.visit(), input, cookie))).toEqual(["email-verified"]);
  }
  expect(await sessions()).toBe(0);
});

test("security 58: nor a reset, after which the new password leads to the code as the old one did", async () => {
  const { mailedToken, reset } = resetTools(() => place);
  const token = await mailedToken("grace");
  expect(codes(await reset(token, { username: "grace", password: "nine loud badgers" }))).toEqual(["password-reset"]);
  expect(codes(await logIn("nine loud badgers"))).toEqual(["need-mfa"]);
  expect(await sessions()).toBe(0);
});

test("a realm that never asks lets its people in by password alone", async () => {
  const off = await newPlaceWithGrace({ realm: { mfaPolicy: "off" } });
  const input = loginInput.parse({ username: "grace", password: goodPassword });
  expect(signedIn(await login(await off.visit(), input)).kind).toBe("signed-in");
});

test("security 61: an owner who takes a device away ends logins that wait for it, leaves an event, and the password alone", async () => {
  const own = await newPlaceWithGrace();
  const held = await own.start();
  const subject = { realmId: own.realmId, userId: own.userId, at: new Date(), by: { ip: null, userAgent: null } };
  const elsewhere = await newPlaceWithGrace();
  expect(await removeSecondFactor({ ...subject, userId: elsewhere.userId })).toMatchObject({ ok: false });
  expect(await removeSecondFactor(subject)).toMatchObject({ ok: true });
  const code = codeOf(own.secret, subject.at);
  const { token, browserSecret } = held;
  const outcome = await verifyLogin(await own.visit(), { token, browserSecret, code, username: "" });
  expect(codes(outcome)).toEqual(["ticket.ended"]);
  expect(await db().recoveryCode.count({ where: { userId: own.userId } })).toBe(0);
  const removed = { userId: own.userId, data: { equals: { second_factor: "removed" } } };
  expect(await db().event.count({ where: removed })).toBe(1);
  const input = loginInput.parse({ username: "grace", password: goodPassword });
  expect(codes(await login(await own.visit(), input))).toEqual(["signed-in"]);
});
