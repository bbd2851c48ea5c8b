import { enApi } from "./en-api";
import { enConsole } from "./en-console";
import { enConsoleAccount } from "./en-console-account";
import { enConsoleAdmin } from "./en-console-admin";
import { enConsoleApps } from "./en-console-apps";
import { enConsoleImport } from "./en-console-import";
import { enConsoleMail } from "./en-console-mail";
import { enConsoleMails } from "./en-console-mails";
import { enConsoleProviders } from "./en-console-providers";
import { enConsoleRealms } from "./en-console-realms";
import { enConsoleUsers } from "./en-console-users";
import { enDemo } from "./en-demo";
import { enHooks } from "./en-hooks";
import { enLook } from "./en-look";
import { people } from "./people";

/**
 * The English words. One flat catalogue: code -> sentence, with `{name}` where a value goes and `{name:one|other}`
 * where a number goes with its noun. A problem's sentence says what happened and what to do next, and nothing about
 * an account that anybody but its owner could use.
 */
export const en = {
  ...people,
  ...enApi,
  ...enConsole,
  ...enConsoleAccount,
  ...enConsoleAdmin,
  ...enConsoleApps,
  ...enConsoleMail,
  ...enConsoleProviders,
  ...enConsoleImport,
  ...enConsoleMails,
  ...enConsoleRealms,
  ...enConsoleUsers,
  ...enLook,
  ...enDemo,
  ...enHooks,
} as const satisfies Record<string, string>;
