import { formatRange, type Range } from '../../mmdb/addresses.ts';
import { type Database, field } from '../../mmdb/database.ts';

type CountryShare = {
  /** ISO 3166-1 alpha-2 */
  readonly code: string;
  readonly name: string;
  /** networks of the database that lie in the range asked for */
  readonly networks: number;
  /** share of the addresses asked for, in percent */
  readonly share: number;
};

export type Countries = {
  readonly shares: readonly CountryShare[];
  /** the network of the database that holds the whole range; null when it takes several */
  readonly network: string | null;
  /** the range holds more networks than are looked at */
  readonly cut: boolean;
};

const mostNetworks = 4096;
const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });

/** The countries of a range, network by network of the database. */
export function countriesOf(database: Database, asked: Range): Countries {
  const counts = new Map<string, { networks: number; addresses: bigint }>();
  let at = asked.first;
  let looked = 0;
  let network: string | null = null;
  while (at <= asked.last && looked < mostNetworks) {
    const found = database.lookup({ version: asked.version, value: at });
    if (found === null) break;
    if (looked === 0 && found.network.last >= asked.last) network = formatRange(found.network);
    const end = found.network.last < asked.last ? found.network.last : asked.last;
    const code = field(found.value, 'country_code');
    if (typeof code === 'string') {
      const count = counts.get(code) ?? { networks: 0, addresses: 0n };
      counts.set(code, {
        networks: count.networks + 1,
        addresses: count.addresses + end - at + 1n,
      });
    }
    at = end + 1n;
    looked += 1;
  }
  const size = asked.last - asked.first + 1n;
  const shares = [...counts]
    .map(([code, { networks, addresses }]) => ({
      code,
      name: names.of(code) ?? code,
      networks,
      share: Number((addresses * 10_000n) / size) / 100,
    }))
    .sort((one, other) => other.share - one.share || one.code.localeCompare(other.code));
  return { shares, network, cut: at <= asked.last };
}
