import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { askJson } from '../../answers/ask-json.ts';
import { listOf, member, textOf, textsOf } from '../../answers/members.ts';
import { contains, parseRange } from '../../mmdb/addresses.ts';
import type { Context } from '../../sdk/index.ts';
import type { Query } from './query.ts';

/** A server, and the day of the list that names it. */
export type Service = { readonly server: string; readonly listed: string };

/**
 * The server that answers for what is asked, by the packaged copy of IANA's files (RFC 9224), and where that has none
 * by IANA's own file of today: no server learns of the value by that.
 */
export async function findService(
  query: Query,
  context: Context,
  fresh: FreshLists,
): Promise<Service | null> {
  const packaged = await readFile(path.join(context.folder, 'data', 'bootstrap.json'), 'utf8');
  const copy: unknown = JSON.parse(packaged);
  return (
    serviceIn(member(copy, query.registry), query) ??
    serviceIn(await fresh.list(query.registry, context), query)
  );
}

/** IANA's files as they were fetched; a process that runs again keeps them for a day. */
export class FreshLists {
  readonly #lists = new Map<
    Query['registry'],
    { readonly list: unknown; readonly until: number }
  >();

  /** undefined where IANA cannot be asked: then it is as if nothing were listed. */
  async list(registry: Query['registry'], context: Context): Promise<unknown> {
    const held = this.#lists.get(registry);
    if (held !== undefined && held.until > Date.now()) return held.list;
    try {
      const answer = await askJson(`https://data.iana.org/rdap/${registry}.json`, {}, context);
      if ('error' in answer || answer.status !== 200) return undefined;
      this.#lists.set(registry, { list: answer.body, until: Date.now() + dayMilliseconds });
      return answer.body;
    } catch (error) {
      context.signal.throwIfAborted();
      context.log('warning', `IANA was not asked: ${sentenceOf(error)}`);
      return undefined;
    }
  }
}

const dayMilliseconds = 86_400_000;

export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function serviceIn(list: unknown, query: Query): Service | null {
  let best: { readonly width: number; readonly servers: readonly string[] } | null = null;
  for (const service of listOf(list, 'services')) {
    if (!Array.isArray(service)) continue;
    const servers = textsOf(service, '1');
    for (const key of textsOf(service, '0')) {
      const width = widthOf(key, query);
      if (width !== null && (best === null || width < best.width)) best = { width, servers };
    }
  }
  const server = best?.servers.find((url) => url.startsWith('https:')) ?? best?.servers[0];
  if (server === undefined || URL.parse(server) === null) return null;
  return {
    server: server.endsWith('/') ? server : `${server}/`,
    listed: textOf(list, 'publication')?.slice(0, 10) ?? 'today',
  };
}

/** How much more than what is asked a key covers; null where it does not cover it. The narrowest one counts. */
function widthOf(key: string, query: Query): number | null {
  switch (query.registry) {
    case 'dns':
      return key.toLowerCase() === query.key ? 0 : null;
    case 'asn': {
      const [first = Number.NaN, last = first] = key.split('-').map(Number);
      const number = Number(query.key);
      return first <= number && number <= last ? last - first : null;
    }
    default: {
      const [outer, inner] = [parseRange(key), parseRange(query.key)];
      if (outer === null || inner === null || !contains(outer, inner)) return null;
      return inner.prefix - outer.prefix;
    }
  }
}
