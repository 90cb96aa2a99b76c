import { parse } from 'tldts';
import { Failure } from '../contract/failure.ts';
import type { OwnValues } from '../contract/settings.ts';
import { canonicalHost } from './host-name.ts';
import { bareName } from './internal-built-in.ts';
import { blockOfWritten, writtenBlock } from './ranges.ts';

const mostEntries = 10_000;

/**
 * Own values as they are kept: one spelling each, once each, in the order given. Throws a `BAD_INPUT` that names the
 * first entry that is none, or that would take in what belongs to others.
 */
export function canonicalOwnValues({ domains, ranges, mailSuffixes }: OwnValues): OwnValues {
  return {
    domains: canonicalEntries(domains, ownDomain),
    ranges: canonicalEntries(ranges, ownRange),
    mailSuffixes: canonicalEntries(mailSuffixes, ownMailSuffix),
  };
}

function canonicalEntries(
  written: readonly string[],
  canonical: (entry: string) => string,
): string[] {
  const entries = written.map((entry) => entry.trim()).filter((entry) => entry !== '');
  if (entries.length > mostEntries) {
    throw new Failure('BAD_INPUT', `At most ${mostEntries} own values of a kind are kept.`);
  }
  return [...new Set(entries.map(canonical))];
}

function ownDomain(entry: string): string {
  const name = bareName(entry);
  if (blockOfWritten(name) !== null) {
    throw refused(entry, 'is an address, not a domain: put it under the address ranges');
  }
  return ownName(name, entry, 'is no domain: write it like corp.example');
}

function ownMailSuffix(entry: string): string {
  return ownName(bareName(entry), entry, 'is no mail suffix: write what follows the @');
}

function ownName(name: string, entry: string, complaint: string): string {
  if (canonicalHost(name) === null || /^[0-9.]+$/u.test(name)) throw refused(entry, complaint);
  if (parse(name).publicSuffix === name && parse(name).isIcann === true) {
    throw refused(entry, 'is a public suffix: everybody registers names under it');
  }
  return name;
}

/** Nobody holds more than a /8, or in IPv6 than a /16. */
const widest = { 32: 8, 128: 16 } as const;

function ownRange(entry: string): string {
  const block = blockOfWritten(entry);
  if (block === null) {
    throw refused(entry, 'is no address range: write it like 203.0.113.0/24');
  }
  if (block.prefix < widest[block.bits]) {
    throw refused(entry, 'is too wide to be one organisation’s');
  }
  return writtenBlock(block);
}

function refused(entry: string, complaint: string): Failure {
  return new Failure('BAD_INPUT', `${entry.slice(0, 100)} ${complaint}. Nothing was changed.`);
}
