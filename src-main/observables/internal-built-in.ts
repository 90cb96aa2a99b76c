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

/**
 * Judges values of the types that are built in, in a fixed number of steps, however many own values there are
 * (`own domain corp.example`, `private address`). The hosts of URLs and of e-mail addresses count.
 */
export function internalBuiltIn(own: OwnValues): InternalJudge {
  const domains = named(own.domains);
  const suffixes = named(own.mailSuffixes);
  const ranges = rangeTable(
    own.ranges.flatMap((range): (readonly [Block, string])[] => {
      const block = blockOfWritten(range.trim());
      return block === null ? [] : [[block, `own range ${range.trim()}`]];
    }),
  );

  function internalAddress(value: string): string | null {
    const special = specialAddress(value);
    if (special !== null || own.ranges.length === 0) return special;
    const block = blockOf(value);
    return block === null ? null : (ranges(block) ?? null);
  }

  function internalHost(host: string): string | null {
    if (isAddress(host)) return internalAddress(host);
    const parent = nameAbove(host, domains);
    if (parent !== null) return `own domain ${parent}`;
    const isInternal = !host.includes('.') || nameAbove(host, internalZones) !== null;
    return isInternal ? 'internal name' : null;
  }

  function internalMail(value: string): string | null {
    const host = value.slice(value.lastIndexOf('@') + 1);
    const suffix = nameAbove(host, suffixes);
    return suffix === null ? internalHost(host) : `own mail suffix ${suffix}`;
  }

  return ({ type, value }) => {
    switch (type) {
      case 'ipv4':
      case 'ipv6':
      case 'cidr':
        return internalAddress(value);
      case 'domain':
      case 'nsrecord':
        return internalHost(value);
      case 'url': {
        const parts = urlParts(value);
        return parts && internalHost(canonicalUrlHost(parts.host) ?? parts.host);
      }
      case 'email':
      case 'message-id':
        return internalMail(value);
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
