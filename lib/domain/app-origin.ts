/** `https://<subdomain>.<login domain>`, with the scheme and port of the deployment's own `publicUrl`. */
export function appOrigin(
  subdomain: string,
  { publicUrl, loginDomain }: { readonly publicUrl: string; readonly loginDomain: string },
): string {
  const { protocol, port } = new URL(publicUrl);
  return `${protocol}//${subdomain}.${loginDomain}${port ? `:${port}` : ""}`;
}

/** Where an app is at home: at the deployment's own host, where that is the one that answers there. */
export function homeOrigin(
  subdomain: string,
  where: { readonly publicUrl: string; readonly loginDomain: string; readonly defaultApp: string | undefined },
): string {
  return subdomain === where.defaultApp ? where.publicUrl : appOrigin(subdomain, where);
}

/** Where an app answers at a host name of its owner's, with the scheme and port of the deployment. */
export function customOrigin(host: string, { publicUrl }: { readonly publicUrl: string }): string {
  const { protocol, port } = new URL(publicUrl);
  return `${protocol}//${host}${port ? `:${port}` : ""}`;
}
