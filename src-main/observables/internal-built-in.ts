import type { Observable } from '../contract/observable.ts';
import type { OwnValues } from '../contract/settings.ts';
import { canonicalHost } from './host-name.ts';
import { nameAbove } from './labels.ts';
import { type Block, blockOf, blockOfWritten, rangeTable } from './ranges.ts';
import { specialAddress } from './special-ranges.ts';
import { canonicalUrlHost } from './host-name.ts';
import { urlParts } from './url.ts';
import { internalZones } from './well-known/special-names.ts';

/** Why a value is the organisation's own or lives in no public network, or null. */
export type InternalJudge = (observable: Observable) => string | null;

/** What is the organisation's own, each by what a value of a type holds. */
interface OwnParts {
  readonly address: (value: string) => string | null;
  readonly host: (name: string) => string | null;
  readonly mail: (host: string) => string | null;
}

function ownParts(own: OwnValues): OwnParts {
  const domains = named(own.domains);
  const suffixes = named(own.mailSuffixes);
  const ranges = rangeTable(
    own.ranges.flatMap((range): (readonly [Block, string])[] => {
      const block = blockOfWritten(range.trim());
      return block === null ? [] : [[block, `own range ${range.trim()}`]];
    }),
  );
  return {
    address(value) {
      const block = own.ranges.length === 0 ? null : blockOf(value);
      return block === null ? null : (ranges(block) ?? null);
    },
    host(name) {
      const parent = nameAbove(name, domains);
      return parent === null ? null : `own domain ${parent}`;
    },
    mail(host) {
      const suffix = nameAbove(host, suffixes);
      return suffix === null ? null : `own mail suffix ${suffix}`;
    },
  };
}

/**
 * Judges values of the types that are built in, in a fixed number of steps, however many own values there are
 * (`own domain corp.example`, `private address`). The hosts of URLs and of e-mail addresses count.
 */
export function internalBuiltIn(given: OwnValues): InternalJudge {
  const own = ownParts(given);
  return judgeOf({
    address: (value) => specialAddress(value) ?? own.address(value),
    host: (name) => own.host(name) ?? (isInternalName(name) ? 'internal name' : null),
    mail: own.mail,
  });
}

/** The same of what the organisation said is its own, whatever is private or internal anywhere. */
export function ownBuiltIn(given: OwnValues): InternalJudge {
  return judgeOf(ownParts(given));
}

function isInternalName(name: string): boolean {
  return !name.includes('.') || nameAbove(name, internalZones) !== null;
}

function judgeOf({ address, host, mail }: OwnParts): InternalJudge {
  const hostOf = (name: string) => (isAddress(name) ? address(name) : host(name));
  return ({ type, value }) => {
    switch (type) {
      case 'ipv4':
      case 'ipv6':
      case 'cidr':
        return address(value);
      case 'domain':
      case 'nsrecord':
        return hostOf(value);
      case 'url': {
        const parts = urlParts(value);
        return parts && hostOf(canonicalUrlHost(parts.host) ?? parts.host);
      }
      case 'email':
      case 'message-id': {
        const name = value.slice(value.lastIndexOf('@') + 1);
        return mail(name) ?? hostOf(name);
      }
      default:
        return null;
    }
  };
}

function isAddress(host: string): boolean {
  return host.includes(':') || /^[0-9.]+$/u.test(host);
}

function named(written: readonly string[]): ReadonlySet<string> {
  return new Set(written.map(bareName));
}

/** People write `@corp.example`, `*.corp.example` and `.corp.example` for the same thing. */
export function bareName(written: string): string {
  const bare = written.trim().replace(/^(?:\*?\.|\*?@)/u, '');
  return canonicalHost(bare) ?? bare.toLowerCase();
}
