import { linkWrapper, type Observable } from '../contract/observable.ts';
import type { OwnValues } from '../contract/settings.ts';
import { type InternalJudge, internalBuiltIn } from './internal-built-in.ts';
import { canonicalUrlHost } from './host-name.ts';
import { wrappedLink } from './link-wrapper.ts';
import { urlParts } from './url.ts';
import { wellKnownHash } from './well-known/hashes.ts';
import { wellKnownHost } from './well-known/hosts.ts';
import { specialNumber } from './well-known/numbers.ts';
import { resolvers } from './well-known/resolvers.ts';

/** Why a value is listed but not ticked (`private address`, `example domain`), or null. */
export type NoiseJudge = (observable: Observable) => string | null;

/** Reads the own values once; what it gives answers in a fixed number of steps. */
export function noiseTo(own: OwnValues | undefined): NoiseJudge {
  const internal = internalBuiltIn(own ?? { domains: [], ranges: [], mailSuffixes: [] });
  return (observable) =>
    observable.type === 'url'
      ? noisyPage(observable.value, internal)
      : (internal(observable) ?? wellKnown(observable));
}

function wellKnown({ type, value }: Observable): string | null {
  switch (type) {
    case 'ipv4':
    case 'ipv6':
      return resolvers.has(value) ? 'public resolver' : null;
    case 'domain':
    case 'nsrecord':
      return wellKnownHost(value)?.reason ?? null;
    case 'email':
    case 'message-id':
      return wellKnownMail(value);
    case 'md5':
    case 'sha1':
    case 'sha256':
    case 'sha512':
      return wellKnownHash(value);
    case 'asn':
    case 'mac':
    case 'uuid':
      return specialNumber(type, value);
    default:
      return null;
  }
}

/** A page of a well-known site may be the bait: there only the front page is noise. */
function noisyPage(url: string, internal: InternalJudge): string | null {
  const parts = urlParts(url);
  const host = parts && canonicalUrlHost(parts.host);
  if (!parts || !host) return null;
  const inside = internal({ type: 'domain', value: host });
  if (inside !== null) return inside;
  if (wrappedLink(host, parts.rest) !== null) return linkWrapper;
  const isFrontPage = (parts.rest === '' || parts.rest === '/') && parts.userinfo === null;
  if (resolvers.has(host)) return isFrontPage ? 'public resolver' : null;
  const known = wellKnownHost(host);
  return known !== null && (isFrontPage || known.reach !== 'front page') ? known.reason : null;
}

/** An address at a provider of mail is somebody's; one at an example domain is nobody's. */
function wellKnownMail(value: string): string | null {
  const known = wellKnownHost(value.slice(value.lastIndexOf('@') + 1));
  return known?.reach === 'everything' ? known.reason : null;
}
