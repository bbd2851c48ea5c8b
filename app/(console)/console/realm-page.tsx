import type { ReactNode } from "react";
import { signOutAction } from "@/app/(console)/console/action";
import { NothingHere } from "@/components/console/nothing-here";
import type { SignedInAdministrator } from "@/lib/admin/sign-in";
import { findRealmOfPage } from "@/lib/web/console-realm";
import { mayChangeRealm } from "@/lib/web/console-rights";
import { requireAdministrator } from "@/lib/web/console-session";
import type { Asked } from "@/lib/web/list-query";
import { answerWith } from "@/lib/web/visit";

type Realm = NonNullable<Awaited<ReturnType<typeof findRealmOfPage>>>;

/** What the address of a page of a realm names. */
type InRealm = { readonly realm: string };

type RealmPage<Params extends InRealm> = {
  readonly administrator: SignedInAdministrator;
  readonly realm: Realm;
  /** True where the administrator may change the realm. */
  readonly mayChange: boolean;
  /** What ConsoleFrame needs to know of who is there, and where. */
  readonly frame: {
    readonly administrator: SignedInAdministrator;
    readonly signOut: () => Promise<void>;
    readonly realm: Realm;
  };
  readonly params: Params;
  /** The query of the page's address. */
  readonly asked: Asked;
};

type Show<Params extends InRealm> = (page: RealmPage<Params>) => Promise<ReactNode>;

type Props<Params> = { readonly params: Promise<Params>; readonly searchParams: Promise<Asked> };

/**
 * A page of a realm, for every administrator who may see that realm. Where they may not, where there is no such realm,
 * and where `show` resolves to null, the answer is 404 and says that nothing is here: all three look alike.
 */
export function realmPage<Of extends Props<InRealm>>(show: Show<Awaited<Of["params"]>>) {
  return async function pageOfRealm({ params: named, searchParams }: Props<Awaited<Of["params"]>>): Promise<ReactNode> {
    const administrator = await requireAdministrator();
    const frame = { administrator, signOut: signOutAction };
    const [params, asked] = await Promise.all([named, searchParams]);
    const realm = await findRealmOfPage(administrator, params.realm);
    const mayChange = mayChangeRealm(administrator, params.realm);
    const shown = realm && (await show({ administrator, realm, mayChange, frame: { ...frame, realm }, params, asked }));
    if (shown) return shown;
    answerWith(404);
    return <NothingHere {...frame} />;
  };
}

/** The same for a page that only serves to change something: as good as none for those who may only look. */
export function realmPageToChange<Of extends Props<InRealm>>(show: Show<Awaited<Of["params"]>>) {
  return realmPage<Of>(async (page) => (page.mayChange ? show(page) : null));
}
