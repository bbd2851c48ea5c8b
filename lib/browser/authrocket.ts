/** What the LoginRocket API answers (seed 002). Which of these are there depends on the call. */
export type AuthRocketResponse = {
  /** All errors as sentences, in one string. */
  error?: string;
  errors?: string[];
  result?: "okay" | "need_mfa" | "need_email_verification";
  /** A login token, a signup token (`utk_…`), or that of a login that waits for its second factor (`kli_…`). */
  token?: string;
  /** The app's handler, with the token in it: where to go on to. */
  url?: string;
  message?: string;
  valid?: boolean;
};

export type AuthRocketCallback = (response: AuthRocketResponse) => void;

/** Fields as the LoginRocket API names them. What is null or undefined is not sent. */
export type AuthRocketFields = Readonly<Record<string, string | number | null | undefined>>;

export type AuthRocketOptions = {
  /** Ask by JSONP, where CORS will not do; the app must allow it. Passwords then travel in addresses. */
  jsonp?: boolean;
  /** False: send no cookies, as an app that lets every origin in demands. */
  cookies?: boolean;
};

/** Without a callback the default handler follows `url`, or shows what was said. */
type Call = (fields?: AuthRocketFields, callback?: AuthRocketCallback) => void;
type Promised = (fields?: AuthRocketFields) => Promise<AuthRocketResponse>;

type VerbName =
  | "authenticate"
  | "authenticateCode"
  | "logout"
  | "checkSession"
  | "forgotPassword"
  | "resetPassword"
  | "updatePassword"
  | "signup"
  | "resendEmailToken"
  | "verifyEmail";

export type AuthRocketApi = Record<VerbName, Call> & {
  /** Where the Connected App answers: its origin, with or without `/v1`. */
  setInstanceUrl: (url: string, options?: AuthRocketOptions) => void;
  /** The same calls, each answering a promise of the response, and nothing else done with it. */
  promises: Record<VerbName, Promised>;
};

// One name is all that a page gets from this script: AuthRocket.
(() => {
  const verbs: Readonly<Record<VerbName, string>> = {
    authenticate: "login",
    authenticateCode: "verify_login",
    logout: "logout",
    checkSession: "check_session",
    forgotPassword: "forgot_password",
    resetPassword: "reset_password",
    updatePassword: "update_password",
    signup: "signup",
    resendEmailToken: "resend_email_token",
    verifyEmail: "verify_email",
  };
  const unreachable = "The login service could not be reached from here. Check your connection, then try again.";
  let base = "";
  let options: AuthRocketOptions = {};

  const failed = (error: string): AuthRocketResponse => ({ error, errors: [error] });

  /** As a form: a browser asks leave (a preflight) before it sends JSON to another origin. */
  async function byFetch(address: string, sent: URLSearchParams): Promise<AuthRocketResponse> {
    const answer = await fetch(address, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: sent,
      credentials: options.cookies === false ? "omit" : "include",
    });
    return answer.json();
  }

  function byScript(address: string, sent: URLSearchParams): Promise<AuthRocketResponse> {
    return new Promise((resolve, reject) => {
      const name = `authrocket_${Math.random().toString(36).slice(2)}`;
      const script = document.createElement("script");
      Reflect.set(window, name, resolve);
      // Also once it has run: a script that called nobody back was no answer.
      script.onload = script.onerror = () => {
        script.remove();
        Reflect.deleteProperty(window, name);
        reject();
      };
      sent.set("callback", name);
      script.src = `${address}?${sent}`;
      document.head.append(script);
    });
  }

  async function ask(verb: string, fields: AuthRocketFields): Promise<AuthRocketResponse> {
    if (base === "") return failed("Call AuthRocket.setInstanceUrl first.");
    const sent = new URLSearchParams();
    for (const [field, value] of Object.entries(fields)) if (value != null) sent.set(field, String(value));
    try {
      return await (options.jsonp ? byScript : byFetch)(`${base}/v1/${verb}`, sent);
    } catch {
      return failed(unreachable);
    }
  }

  /** What needs a form of its own (a code, say), and has no callback to show one, is done on the hosted page. */
  function byDefault({ error, url, message, result }: AuthRocketResponse): void {
    if (error) window.alert(error);
    else if (url) window.location.assign(url);
    else if (message) window.alert(message);
    else if (result) window.location.assign(`${base}/login`);
  }

  const promises = {} as Record<VerbName, Promised>;
  const api = {
    promises,
    setInstanceUrl(url: string, given: AuthRocketOptions = {}) {
      base = url.replace(/\/+$/, "").replace(/\/v1$/, "");
      options = given;
    },
  } as AuthRocketApi;
  for (const [name, verb] of Object.entries(verbs) as [VerbName, string][]) {
    promises[name] = (fields = {}) => ask(verb, fields);
    api[name] = (fields = {}, callback = byDefault) => {
      void ask(verb, fields).then(callback);
    };
  }
  Object.assign(window, { AuthRocket: api });
})();

declare global {
  var AuthRocket: AuthRocketApi;
}
