/** The look of the API's page: the colours and the grid of the hosted pages, as text to read. */
export const docsStyle = `:root{color-scheme:light dark;--page:#f6f7f9;--surface:#fff;--text:#16181d;--quiet:#565d6b;--line:#dfe2e8;--accent:#2447c5}
@media (prefers-color-scheme:dark){:root{--page:#0f1115;--surface:#171a21;--text:#eceef2;--quiet:#a4abb9;--line:#2b303b;--accent:#a9bbff}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:1rem/1.5 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
header,nav,main{max-width:60rem;margin:0 auto;padding:0 1rem}
header{padding-top:3rem}
h1{font-size:1.75rem;line-height:1.25;margin:0 0 .5rem}
h2{font-size:1.25rem;margin:3rem 0 1rem;padding-bottom:.5rem;border-bottom:1px solid var(--line)}
h3{font-size:1rem;margin:0 0 .5rem;display:flex;flex-wrap:wrap;gap:.5rem;align-items:baseline}
h3 span{font-weight:400;color:var(--quiet)}
p{margin:0 0 .75rem}
a{color:var(--accent)}
a:focus-visible,summary:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;padding:0;margin:1rem 0}
nav a{display:inline-block;padding:.5rem 0}
article{background:var(--surface);border:1px solid var(--line);border-radius:.5rem;padding:1rem;margin:0 0 1rem;overflow-x:auto}
code,pre{font:.875rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
pre{background:var(--surface);border:1px solid var(--line);border-radius:.5rem;padding:.75rem 1rem;margin:0 0 1rem;overflow-x:auto}
h3 code:first-child{color:var(--accent);font-weight:700}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem;font-size:.875rem}
caption{text-align:start;color:var(--quiet);padding:.25rem 0}
th,td{text-align:start;vertical-align:top;padding:.375rem .75rem .375rem 0;border-top:1px solid var(--line)}
th{width:14rem;font-weight:400}
td:nth-child(2){width:14rem;color:var(--quiet)}
summary{cursor:pointer;padding:.5rem 0}
main{padding-bottom:6rem}`;
