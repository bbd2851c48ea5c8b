import { headers } from "next/headers";

/** As little as a page can do that is made anew for each request. */
export default async function Page() {
  await headers();
  return <h1>Hello</h1>;
}
