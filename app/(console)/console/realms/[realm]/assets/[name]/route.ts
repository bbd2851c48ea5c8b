import { findAsset } from "@/lib/admin/assets";
import { assetAddress, assetHash } from "@/lib/domain/asset-address";
import { findRealmOfPage } from "@/lib/web/console-realm";
import { requireAdministrator } from "@/lib/web/console-session";

/** An image of a realm, for the preview of a look: people are served it by their app's own host. */
export async function GET(_request: Request, { params }: RouteContext<"/console/realms/[realm]/assets/[name]">) {
  const administrator = await requireAdministrator();
  const { realm: realmId, name } = await params;
  const realm = await findRealmOfPage(administrator, realmId);
  const hash = assetHash(`/assets/${name}`);
  const asset = realm && hash && (await findAsset(realm.id, hash));
  if (!asset || assetAddress({ contentHash: hash, contentType: asset.contentType }) !== `/assets/${name}`)
    return new Response(null, { status: 404 });
  return new Response(asset.bytes, { headers: { "content-type": asset.contentType } });
}
