import { expect, test } from "vitest";
import { jobs } from "@/lib/domain/jobs";
import { transportUrl } from "./smtp";

const queryOf = (smtpUrl: string) => Object.fromEntries(new URL(transportUrl(smtpUrl)).searchParams);
const silences = ["dnsTimeout", "connectionTimeout", "greetingTimeout", "socketTimeout"] as const;

test("every silence of a mail server ends well before its job does, and an address may only shorten it", () => {
  const given = ["", "?socketTimeout=0", "?socketTimeout=-1", "?socketTimeout=x", "?socketTimeout=9999999"];
  for (const query of given)
    for (const name of silences) {
      const ms = Number(queryOf(`smtp://mail.example${query}`)[name]);
      expect(ms, `${name} ${query}`).toBeGreaterThan(0);
      expect(ms, `${name} ${query}`).toBeLessThan((jobs["send-mail"].longestSeconds * 1_000) / 4);
    }
  expect(queryOf("smtp://mail.example?socketTimeout=500").socketTimeout).toBe("500");
});

test("the login and other settings of the address stay as they are, and connections are kept", () => {
  const url = new URL(transportUrl("smtps://us%40er:p%2Fw@mail.example:465?requireTLS=true&pool=false"));
  expect([url.protocol, url.username, url.password, url.host]).toEqual([
    "smtps:",
    "us%40er",
    "p%2Fw",
    "mail.example:465",
  ]);
  expect(Object.fromEntries(url.searchParams)).toMatchObject({ requireTLS: "true", pool: "true", maxConnections: "4" });
});
