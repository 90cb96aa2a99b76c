import { parse } from 'tldts';
import { Failure } from '../contract/failure.ts';
import { type OwnValues, ownValueLabels } from '../contract/settings.ts';
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
    domains: canonicalEntries('domains', domains, ownDomain),
    ranges: canonicalEntries('ranges', ranges, ownRange),
    mailSuffixes: canonicalEntries('mailSuffixes', mailSuffixes, ownMailSuffix),
  };
}

function canonicalEntries(
  kind: keyof OwnValues,
  written: readonly string[],
  canonical: (entry: string) => string | Refused,
): string[] {
  const entries = written.map((entry) => entry.trim()).filter((entry) => entry !== '');
  if (entries.length > mostEntries) {
    throw refusedIn(kind, `at most ${mostEntries} are kept.`);
  }
  return [
    ...new Set(
      entries.map((entry) => {
        const made = canonical(entry);
        if (typeof made === 'string') return made;
        throw refusedIn(kind, `${entry.slice(0, 100)} ${made.complaint}. Nothing was changed.`);
      }),
    ),
  ];
}

function ownDomain(entry: string): string | Refused {
  const name = bareName(entry);
  if (blockOfWritten(name) !== null) {
    return refused('is an address, not a domain: put it under the address ranges');
  }
  return ownName(name, 'is no domain: write it like corp.example');
}

function ownMailSuffix(entry: string): string | Refused {
  return ownName(bareName(entry), 'is no mail suffix: write what follows the @');
}

function ownName(name: string, complaint: string): string | Refused {
  if (canonicalHost(name) === null || /^[0-9.]+$/u.test(name)) return refused(complaint);
  if (parse(name).publicSuffix === name && parse(name).isIcann === true) {
    return refused('is a public suffix: everybody registers names under it');
  }
  return name;
}

/** Nobody holds more than a /8, or in IPv6 than a /16. */
const widest = { 32: 8, 128: 16 } as const;

function ownRange(entry: string): string | Refused {
  const block = blockOfWritten(entry);
  if (block === null) {
    return refused('is no address range: write it like 203.0.113.0/24');
  }
  if (block.prefix < widest[block.bits]) {
    return refused('is too wide to be one organisation’s');
  }
  return writtenBlock(block);
}

type Refused = { readonly complaint: string };

const refused = (complaint: string): Refused => ({ complaint });

function refusedIn(kind: keyof OwnValues, sentence: string): Failure {
  return new Failure('BAD_INPUT', `${ownValueLabels[kind]}: ${sentence}`);
}
