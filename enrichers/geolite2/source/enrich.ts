import path from 'node:path';
import { formatRange, parseAddress, type Range } from '../../mmdb/addresses.ts';
import type { Database } from '../../mmdb/database.ts';
import type { Value } from '../../mmdb/decoder.ts';
import { describeCorruption, HeldDatabase } from '../../mmdb/held-database.ts';
import type { Enrich, Result } from '../../sdk/index.ts';
import { itemOf, leavesOf } from './record.ts';
import { badgesOf, factsOf, mapOf, summarise } from './summary.ts';

// A reused process keeps the database between runs.
const held = new HeldDatabase();

export const enrich: Enrich = async (observable, context) => {
  const file = context.settings['database'];
  if (typeof file !== 'string' || file.trim() === '') {
    return failed('not_configured', 'The database path is not set. Set it under Enrichers.');
  }
  if (!path.isAbsolute(file)) {
    return failed('not_configured', 'The database path must be absolute. Set it under Enrichers.');
  }
  const address = parseAddress(observable.value);
  if (address === null) return failed('bad_value', 'This is no address.');
  const opened = await held.open(file, context.signal);
  if (!opened.ok) return failed('bad_database', opened.sentence);
  const { database } = opened;
  try {
    const found = database.lookup(address);
    if (found === null || found.value === null) {
      const reason = found === null ? ', which holds IPv4 addresses only' : '';
      return {
        noData: `${observable.value} is not in ${database.type}, built ${database.buildDate}${reason}.`,
      };
    }
    return describe(found.network, found.value, database, path.basename(file));
  } catch (error) {
    return failed('bad_database', describeCorruption(path.basename(file), error));
  }
};

function describe(range: Range, record: Value, database: Database, fileName: string): Result {
  const summary = summarise(record);
  const network = formatRange(range);
  return {
    title: 'GeoLite2',
    description: `${database.type}, built ${database.buildDate}`,
    widgets: [
      ...badgesOf(summary),
      ...mapOf(summary),
      {
        type: 'table',
        title: 'Record',
        columns: ['Field', 'Value'],
        key: ['Field'],
        rows: [['network', network], ...leavesOf(record).map((leaf) => [leaf.path, itemOf(leaf)])],
      },
      {
        type: 'markdown',
        markdown: `From \`${fileName.replaceAll('`', "'")}\`: ${database.type}, built ${database.buildDate}.${credit(database)}`,
      },
    ],
    related: [
      { type: 'cidr', value: network, relation: 'network of the record' },
      ...(summary.systemNumber === null
        ? []
        : [{ type: 'asn', value: `AS${summary.systemNumber}`, relation: 'announced by' }]),
      ...(summary.domain === null
        ? []
        : [{ type: 'domain', value: summary.domain, relation: 'domain of the network' }]),
    ],
    facts: {
      ...factsOf(summary),
      'geo.network': network,
      'database.type': database.type,
      'database.build': database.buildDate,
    },
  };
}

/** GeoLite2 asks for it; other databases have makers of their own. */
function credit({ type }: Database): string {
  return /^Geo(Lite|IP)/.test(type)
    ? ' This includes data created by MaxMind, available from [maxmind.com](https://www.maxmind.com).'
    : '';
}

function failed(reason: string, sentence: string): Result {
  return { error: { reason, sentence } };
}
