import type { SettingField, SettingValues } from '../contract/enricher.ts';

/**
 * A server that an admin named in a setting of type `server`, as a declared host: with its port where that is not
 * the usual one, with `http://` where that was written. null: the text is no address of a server.
 */
export function hostOfServer(text: string): string | null {
  const url = URL.parse(text.trim());
  if (url === null || url.username !== '' || url.password !== '') return null;
  if (url.protocol === 'http:') return `http://${url.host}`;
  return url.protocol === 'https:' ? url.host : null;
}

/** Where an admin named servers of their own, those are asked and nobody else; else the declared hosts are. */
export function hostsToAsk(
  declared: readonly string[],
  fields: readonly SettingField[],
  values: SettingValues,
): readonly string[] {
  const own = fields
    .filter(({ type }) => type === 'server')
    .map(({ name }) => hostOfServer(String(values[name] ?? '')))
    .filter((host) => host !== null);
  return own.length > 0 ? own : declared;
}
