import type { Observable } from '../contract/observable.ts';
import type { OwnValues } from '../contract/settings.ts';
import { inRanges, specialAddress } from './address.ts';
import { canonicalHost } from './host-name.ts';
import { isInternalName, isUnder } from './labels.ts';
import { canonicalUrlHost, urlParts } from './url.ts';

/**
 * Why a value is the organisation's own or lives in no public network (`own domain corp.example`,
 * `private address`), or null. The hosts of URLs and of e-mail addresses count.
 */
export function isInternal({ type, value }: Observable, own: OwnValues): string | null {
  switch (type) {
    case 'ipv4':
    case 'ipv6':
    case 'cidr':
      return internalAddress(value, own);
    case 'domain':
    case 'nsrecord':
      return internalHost(value, own);
    case 'url': {
      const parts = urlParts(value);
      return parts && internalHost(canonicalUrlHost(parts.host) ?? parts.host, own);
    }
    case 'email':
    case 'message-id':
      return internalMail(value, own);
    default:
      return null;
  }
}

function internalAddress(value: string, own: OwnValues): string | null {
  return specialAddress(value) ?? (inRanges(value, own.ranges) ? 'address in an own range' : null);
}

function internalHost(host: string, own: OwnValues): string | null {
  const address = internalAddress(host, own);
  if (address !== null) return address;
  const parent = own.domains.find((domain) => isUnder(host, bareName(domain)));
  if (parent !== undefined) return `own domain ${bareName(parent)}`;
  const isName = !/^[0-9.]+$/u.test(host) && !host.includes(':');
  return isName && (isInternalName(host) || !host.includes('.')) ? 'internal name' : null;
}

function internalMail(value: string, own: OwnValues): string | null {
  const host = value.slice(value.lastIndexOf('@') + 1);
  const suffix = own.mailSuffixes.find((mail) => isUnder(host, bareName(mail)));
  return suffix === undefined ? internalHost(host, own) : `own mail suffix ${bareName(suffix)}`;
}

/** People write `@corp.example`, `*.corp.example` and `.corp.example` for the same thing. */
function bareName(written: string): string {
  const bare = written.trim().replace(/^(?:\*?\.|\*?@)/u, '');
  return canonicalHost(bare) ?? bare.toLowerCase();
}
