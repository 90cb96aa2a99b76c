/** The address as the browser would open it; null unless it is https with a host and no user information. */
export function externalAddress(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const plain =
    url.protocol === 'https:' && url.hostname !== '' && url.username === '' && url.password === '';
  return plain ? url.href : null;
}
