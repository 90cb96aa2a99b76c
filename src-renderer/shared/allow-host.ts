/** A host that was refused, as it is declared: with `http://` or its port where the way is not the usual one. */
export function declarationOf(host: string, port: number): string {
  const name = host.includes(':') ? `[${host}]` : host;
  if (port === 443) return name;
  return port === 80 ? `http://${name}` : `${name}:${port}`;
}
