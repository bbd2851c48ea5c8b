import { Hono } from "hono";
import { apiSentence } from "@/lib/domain/messages";
import { currentRequest } from "@/lib/request/context";
import { authrocketRoutes } from "./authrocket";
import { type CspReport, cspReportRoutes } from "./csp-reports";
import { healthRoutes } from "./health";
import { checkSessionVerb } from "./loginrocket/check-session";
import { forgotPasswordVerb } from "./loginrocket/forgot-password";
import { loginVerb } from "./loginrocket/login";
import { logoutVerb } from "./loginrocket/logout";
import { resendEmailTokenVerb } from "./loginrocket/resend-email-token";
import { resetPasswordVerb } from "./loginrocket/reset-password";
import { signupVerb } from "./loginrocket/signup";
import { updatePasswordVerb } from "./loginrocket/update-password";
import { verbMethods } from "./loginrocket/verb";
import { verifyEmailVerb } from "./loginrocket/verify-email";
import { verifyLoginVerb } from "./loginrocket/verify-login";
import { lookRoutes } from "./look";
import { managementApi } from "./management/api";

/** Every verb of the LoginRocket API (seed 002). */
const verbs = [
  loginVerb,
  verifyLoginVerb,
  logoutVerb,
  checkSessionVerb,
  forgotPasswordVerb,
  resetPasswordVerb,
  updatePasswordVerb,
  signupVerb,
  resendEmailTokenVerb,
  verifyEmailVerb,
];

/** What the APIs answer with instead of a value: one sentence, and all of them. */
function errorBody(code: "request.no-address" | "request.wrong-method") {
  const sentence = apiSentence({ code });
  return { error: sentence, errors: [sentence] };
}

type Needs = { readonly isReady: () => Promise<boolean>; readonly note: (report: CspReport) => void };

/**
 * Everything that is answered in JSON. Which `/v1` is meant depends on the host: a Connected App's is the LoginRocket
 * API (people's browsers), the deployment's own is the management API (owners' servers).
 */
export function createApi({ isReady, note }: Needs): Hono {
  const v1 = { hosted: new Hono().basePath("/v1"), deployment: managementApi() };
  for (const { name, answer } of verbs) {
    v1.hosted.on([...verbMethods], `/${name}`, answer);
    v1.hosted.all(`/${name}`, (c) => c.json(errorBody("request.wrong-method"), 405, { Allow: verbMethods.join(", ") }));
  }
  v1.hosted.notFound((c) => c.json(errorBody("request.no-address"), 404));

  const app = new Hono();
  app.route("/", healthRoutes({ isReady }));
  app.route("/", cspReportRoutes({ note }));
  app.route("/", lookRoutes());
  app.route("/", authrocketRoutes());
  app.all("/v1/*", (c) => v1[currentRequest().surface.kind].fetch(c.req.raw, c.env));
  app.notFound((c) => c.json(errorBody("request.no-address"), 404));
  // Thrown on: the front logs it with its stack, and answers.
  app.onError((error) => {
    throw error;
  });
  return app;
}
