import { headers } from "next/headers";
import { english, sentence } from "@/lib/domain/messages";

/** Inline, since no style sheet of a layout applies here; the front lets it through by its nonce. */
const style =
  ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0;padding:20vh 24px 24px;background:Canvas;color:CanvasText}main{max-width:24rem;margin:0 auto}h1{font-size:1.5rem;line-height:1.25;margin:0 0 8px}p{margin:0}";

/** What Next answers with where no page is. The front has said so already for every path that is not in its table. */
export default async function GlobalNotFound() {
  // Reading the headers makes this page one of its request: built ahead, it would have no nonce.
  const nonce = /'nonce-([^']+)'/.exec((await headers()).get("content-security-policy") ?? "")?.[1];
  return (
    <html lang="en">
      <head>
        <title>{sentence(english, "front.not-found.title")}</title>
        <style nonce={nonce}>{style}</style>
      </head>
      <body>
        <main>
          <h1>{sentence(english, "front.not-found.title")}</h1>
          <p>{sentence(english, "front.not-found.text")}</p>
        </main>
      </body>
    </html>
  );
}
