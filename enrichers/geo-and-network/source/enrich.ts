import path from 'node:path';
import { formatRange, parseRange, type Range } from '../../mmdb/addresses.ts';
import type { Database } from '../../mmdb/database.ts';
import { describeCorruption, HeldDatabase } from '../../mmdb/held-database.ts';
import type { Enrich, Result, Widget } from '../../sdk/index.ts';
import { type Countries, countriesOf } from './countries.ts';
import { embeddedAddress } from './embedded-address.ts';
import {
  registryDate,
  type SpecialRange,
  specialRangesIn,
  specialRangesOf,
} from './special-ranges.ts';

const databaseName = 'dbip-country.mmdb';

// A reused process keeps the database between runs.
const held = new HeldDatabase();

export const enrich: Enrich = async (observable, context) => {
  const asked = parseRange(observable.value);
  if (asked === null) {
    return { error: { reason: 'bad_value', sentence: 'This is no address and no range.' } };
  }
  const special = specialRangesOf(asked);
  // What cannot be reached from elsewhere is in no country.
  if (special[0] !== undefined && special[0].global !== true) {
    return describe(asked, special, null, null);
  }
  const opened = await held.open(path.join(context.folder, 'data', databaseName), context.signal);
  if (!opened.ok) return { error: { reason: 'bad_database', sentence: opened.sentence } };
  try {
    const countries = countriesOf(opened.database, asked);
    if (special.length === 0 && countries.shares.length === 0) {
      return {
        noData: `${observable.value} is in no special-purpose range, and not in DB-IP Country Lite of ${opened.database.buildDate}.`,
      };
    }
    return describe(asked, special, countries, opened.database);
  } catch (error) {
    return {
      error: { reason: 'bad_database', sentence: describeCorruption(databaseName, error) },
    };
  }
};

function describe(
  asked: Range,
  special: readonly SpecialRange[],
  countries: Countries | null,
  database: Database | null,
): Result {
  const embedded = embeddedAddress(asked, special[0]?.block);
  const shares = countries?.shares ?? [];
  // A range in several countries has none of its own.
  const country = shares.length === 1 ? shares[0] : undefined;
  const inside = specialRangesIn(asked);
  return {
    title: 'Geo and network',
    widgets: [
      badges(special, countries),
      facts(asked, special, countries),
      ...insideTable(inside),
      ...countryWidgets(countries),
      { type: 'markdown', markdown: credit(special, countries, database) },
    ],
    related:
      embedded === null
        ? []
        : [{ type: 'ipv4', value: embedded.address, relation: embedded.relation }],
    facts: {
      'ip.version': asked.version,
      'ip.special': special[0]?.name ?? null,
      'ip.global': special[0] === undefined ? inside.length === 0 || null : special[0].global,
      'geo.country': country?.code ?? null,
      'geo.countryName': country?.name ?? null,
      'geo.network': countries?.network ?? null,
      'database.build': database?.buildDate ?? null,
    },
  };
}

function badges(special: readonly SpecialRange[], countries: Countries | null): Widget {
  const [narrowest] = special;
  const [country, ...others] = countries?.shares ?? [];
  return {
    type: 'badges',
    items: [
      ...(narrowest === undefined ? [] : [{ label: 'Special purpose', value: narrowest.name }]),
      ...(country === undefined
        ? []
        : [
            {
              label: others.length === 0 ? 'Country' : 'Largest share',
              value: `${country.name} (${country.code})`,
            },
          ]),
      ...(others.length === 0 ? [] : [{ label: 'Other countries', value: others.length }]),
    ],
  };
}

function facts(
  asked: Range,
  special: readonly SpecialRange[],
  countries: Countries | null,
): Widget {
  const [country, ...others] = countries?.shares ?? [];
  return {
    type: 'table',
    title: 'Network',
    columns: ['Field', 'Value'],
    key: ['Field'],
    rows: [
      ['Version', `IPv${asked.version}`],
      ...(asked.first === asked.last
        ? []
        : [
            ['Range', formatRange(asked)],
            ['Addresses', (asked.last - asked.first + 1n).toString()],
          ]),
      ...special.flatMap((range) => [
        [`Registered range ${range.block}`, `${range.name} (${range.rfc})`],
        [`Globally reachable ${range.block}`, reachability(range.global)],
      ]),
      ...(country === undefined
        ? []
        : [
            [
              others.length === 0 ? 'Country' : 'Largest share',
              `${country.name} (${country.code})`,
            ],
          ]),
      ...(countries === null || countries.network === null
        ? []
        : [['Network in the database', countries.network]]),
      ...(countries === null ? [] : [['Autonomous system', 'missing']]),
    ],
  };
}

function reachability(global: boolean | null): string {
  if (global === null) return 'not stated by the registry';
  return global ? 'yes' : 'no';
}

function insideTable(inside: readonly SpecialRange[]): Widget[] {
  if (inside.length === 0) return [];
  return [
    {
      type: 'table',
      title: 'Special-purpose ranges inside',
      columns: ['Range', 'Name', 'RFC', 'Globally reachable'],
      key: ['Range'],
      rows: inside.map(({ block, name, rfc, global }) => [block, name, rfc, reachability(global)]),
    },
  ];
}

function countryWidgets(countries: Countries | null): Widget[] {
  if (countries === null || countries.shares.length === 0) return [];
  const map: Widget = { type: 'geo', countries: countries.shares.map(({ code }) => code) };
  if (countries.shares.length === 1) return [map];
  return [
    map,
    {
      type: 'table',
      title: countries.cut ? 'Countries of the first 4,096 networks' : 'Countries',
      columns: [
        'Country',
        'Code',
        { name: 'Networks', kind: 'Integer' },
        { name: 'Share of addresses, %', kind: 'Float' },
      ],
      key: ['Code'],
      rows: countries.shares.map(({ name, code, networks, share }) => [
        name,
        code,
        networks,
        share,
      ]),
    },
  ];
}

function credit(
  special: readonly SpecialRange[],
  countries: Countries | null,
  database: Database | null,
): string {
  const lines = [];
  if (special.length > 0) {
    lines.push(`Special-purpose ranges: IANA registries as of ${registryDate}.`);
  }
  if (countries !== null && database !== null) {
    lines.push(
      `Country: [IP Geolocation by DB-IP](https://db-ip.com), Country Lite of ${database.buildDate}, licensed under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/).`,
      'The autonomous system is missing: no database of it ships with Flairbench. Set an ASN database in GeoLite2 to see it.',
    );
  }
  return lines.join('\n\n');
}
