import { Hono } from "hono";
import * as z from "zod";
import { processWide } from "@/lib/process-wide";
import { BodyError, readText } from "./read-body";

/** What the log keeps of a report: no query, as one may hold a token. */
export type CspReport = {
  readonly directive: string;
  /** The origin of what was not loaded, or a word such as `inline`. */
  readonly blocked: string;
  readonly page: string;
};

const MOST_BYTES = 64 * 1024;
const MOST_A_MINUTE = 20;

const text = z.string().max(4096).catch("");
const reportBodies = z.array(
  z.object({
    type: z.literal("csp-violation"),
    body: z.object({ effectiveDirective: text, blockedURL: text, documentURL: text }),
  }),
);

/**
 * `POST /csp_reports`, on every host: where browsers say what a page's Content-Security-Policy stopped (Reporting API;
 * security.md 11). 204, also past 20 reports a minute, which nobody notes; 400, 413 or 415 for what is no list of reports.
 */
export function cspReportRoutes({ note }: { note: (report: CspReport) => void }): Hono {
  const routes = new Hono();
  routes.post("/csp_reports", async (c) => {
    try {
      if (!/^application\/reports\+json\b/i.test(c.req.header("content-type") ?? "")) throw new BodyError(415);
      const reports = reportBodies.safeParse(parse(await readText(c, MOST_BYTES)));
      if (!reports.success) throw new BodyError(400);
      for (const { body } of reports.data) if (mayNote()) note(readable(body));
      return c.body(null, 204);
    } catch (error) {
      if (error instanceof BodyError) return c.body(null, error.status);
      throw error;
    }
  });
  return routes;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BodyError(400);
  }
}

function readable(body: z.output<typeof reportBodies>[number]["body"]): CspReport {
  const page = URL.parse(body.documentURL);
  const blocked = URL.parse(body.blockedURL);
  return {
    directive: body.effectiveDirective.slice(0, 40),
    // Of data:, blob: and the like, which have no origin, the scheme.
    blocked: blocked
      ? blocked.host
        ? `${blocked.protocol}//${blocked.host}`
        : blocked.protocol
      : body.blockedURL.slice(0, 40),
    page: page ? page.host + page.pathname : "",
  };
}

/** Anybody may post here, and the log is not for anybody to fill. */
function mayNote(): boolean {
  const noted = processWide("csp-reports", () => ({ minute: 0, count: 0 }));
  const minute = Math.floor(Date.now() / 60_000);
  if (noted.minute !== minute) Object.assign(noted, { minute, count: 0 });
  noted.count += 1;
  return noted.count <= MOST_A_MINUTE;
}
