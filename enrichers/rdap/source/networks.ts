import { listOf, numberOf, textOf } from '../../answers/members.ts';
import { bitsOf, formatRange, parseAddress, parseRange, rangeAt } from '../../mmdb/addresses.ts';

/** Registered ranges need not be networks; one that takes more of them than this is shown by its ends only. */
const mostNetworks = 32;

/** The networks of an answer: as the registry says (cidr0), else what its first and last address come to. */
export function networksOf(body: unknown): readonly string[] {
  const said = listOf(body, 'cidr0_cidrs').flatMap((entry) => {
    const prefix = textOf(entry, 'v4prefix') ?? textOf(entry, 'v6prefix');
    const range = parseRange(`${prefix}/${numberOf(entry, 'length')}`);
    return range === null ? [] : [formatRange(range)];
  });
  if (said.length > 0) return said;
  // LACNIC writes a network where a first address belongs.
  const first = parseAddress(textOf(body, 'startAddress')?.replace(/\/\d+$/, '') ?? '');
  const last = parseAddress(textOf(body, 'endAddress')?.replace(/\/\d+$/, '') ?? '');
  if (first === null || last === null || first.version !== last.version) return [];
  return between(first.version, first.value, last.value);
}

function between(version: 4 | 6, first: bigint, last: bigint): readonly string[] {
  const networks: string[] = [];
  let value = first;
  while (value <= last) {
    if (networks.length === mostNetworks) return [];
    let prefix = bitsOf(version);
    let range = rangeAt({ version, value }, prefix);
    while (prefix > 0) {
      const wider = rangeAt({ version, value }, prefix - 1);
      if (wider.first !== value || wider.last > last) break;
      prefix -= 1;
      range = wider;
    }
    networks.push(formatRange(range));
    value = range.last + 1n;
  }
  return networks;
}
