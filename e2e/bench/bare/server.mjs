// A production server as small as one can be: Next's own handler on Node's own server, as Gatehouse's is underneath.
import { createServer } from "node:http";
import next from "next";

const pages = next({ dev: false, dir: import.meta.dirname, quiet: true });
await pages.prepare();
createServer(pages.getRequestHandler()).listen(Number(process.env.PORT), "127.0.0.1");
