import type { PostedForm } from "@/lib/domain/handoff-url";
import { setHandoffCookie } from "./handoff-cookie";
import { paths } from "./paths";

/** Where a person goes who leaves for the app: to its address, or to the page that posts its token. */
export async function leave({
  url,
  post,
}: {
  readonly url: string;
  readonly post: PostedForm | null;
}): Promise<string> {
  if (!post) return url;
  await setHandoffCookie(post);
  return paths.continue();
}
