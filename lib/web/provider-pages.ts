import { sentence } from "@/lib/domain/messages";
import type { WaitingProfile } from "@/lib/flows/connect-provider";
import { paths } from "./paths";
import { segmentOf } from "./provider-visit";
import { requireVisit } from "./visit";

/** The buttons of the active providers, where the page may log in or sign up. */
export function providerButtons(allowed: boolean) {
  const visit = requireVisit();
  const { realm, voice } = visit;
  if (!allowed) return [];
  return realm.providers.map((provider) => ({
    ...provider,
    href: paths.provider(visit, segmentOf(provider)),
    text: sentence(voice, "provider.continue", { provider: provider.name }),
  }));
}

/** What a login page says to somebody whose login is connected with a provider. */
export function connectNotice({ provider, who }: WaitingProfile): string {
  const { voice } = requireVisit();
  return who === null
    ? sentence(voice, "provider.connect.notice-unnamed", { provider })
    : sentence(voice, "provider.connect.notice", { provider, who });
}
