import type { Observable } from '../contract/observable.ts';
import { urlParts } from './url.ts';

/**
 * The value so that no program makes a link of it: `hxxps://evil[.]example/a`, `1[.]2[.]3[.]4`, `a[@]b[.]example`.
 * An IPv6 address stays as it is: no program links it, and brackets would hide what it says.
 */
export function defang({ type, value }: Observable): string {
  switch (type) {
    case 'ipv4':
    case 'cidr':
    case 'domain':
    case 'nsrecord':
      return dots(value);
    case 'email':
      return dots(value).replaceAll('@', '[@]');
    case 'url':
      return defangUrl(value);
    default:
      return value;
  }
}

function dots(value: string): string {
  return value.replaceAll('.', '[.]');
}

/** Only scheme and authority make a link; the path stays readable. */
function defangUrl(url: string): string {
  const parts = urlParts(url);
  if (!parts) return dots(url);
  const scheme = parts.scheme === null ? '' : `${defangScheme(parts.scheme)}://`;
  const userinfo = parts.userinfo === null ? '' : `${dots(parts.userinfo)}[@]`;
  const host = parts.host.includes(':') ? `[${parts.host}]` : dots(parts.host);
  return `${scheme}${userinfo}${host}${parts.port === null ? '' : `:${parts.port}`}${parts.rest}`;
}

function defangScheme(scheme: string): string {
  if (scheme.startsWith('http')) return scheme.replace('tt', 'xx');
  return scheme === 'ftp' || scheme === 'ftps' ? scheme.replace('t', 'x') : scheme;
}
