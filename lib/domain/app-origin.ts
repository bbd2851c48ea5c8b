/** `https://<subdomain>.<login domain>`, with the scheme and port of the deployment's own `publicUrl`. */
export function appOrigin(
  subdomain: string,
  { publicUrl, loginDomain }: { readonly publicUrl: string; readonly loginDomain: string },
): string {
  const { protocol, port } = new URL(publicUrl);
  return `${protocol}//${subdomain}.${loginDomain}${port ? `:${port}` : ""}`;
}
