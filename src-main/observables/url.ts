import { canonicalUrlHost } from './host-name.ts';
import { schemes } from './words.ts';

/** A URL cut into what the bench needs. Strings are as written, apart from slashes the wrong way round. */
export interface UrlParts {
  /** in lower case, without `://`; null where none was written (`evil.example/path`) */
  readonly scheme: string | null;
  readonly userinfo: string | null;
  /** without brackets around an IPv6 address */
  readonly host: string;
  readonly port: number | null;
  /** path, query and fragment */
  readonly rest: string;
}

/** Cuts a refanged URL; null when there is no host, the scheme is unknown or the port is none. */
export function urlParts(url: string): UrlParts | null {
  const separator = /^([a-z][a-z0-9+-]{1,15}):(?:\/\/|\\{2,4})/iu.exec(url);
  const scheme = separator?.[1]?.toLowerCase() ?? null;
  if (scheme !== null && !schemes.has(scheme)) return null;
  const after = url.slice(separator?.[0].length ?? 0);
  const cut = after.search(/[/?#\\]/u);
  const authority = cut < 0 ? after : after.slice(0, cut);
  const at = authority.lastIndexOf('@');
  const place = hostAndPort(authority.slice(at + 1));
  if (!place || /[\s<>"]/u.test(authority)) return null;
  // Browsers turn them, too, in the path.
  const written = after.slice(authority.length);
  const rest = written.startsWith('\\')
    ? written.replace(/^[^?#]*/u, (path) => path.replaceAll('\\', '/'))
    : written;
  const { host, port } = place;
  if (scheme === null && (rest === '' || !host.includes('.'))) return null;
  return { scheme, userinfo: at < 0 ? null : authority.slice(0, at), host, port, rest };
}

function hostAndPort(text: string): { readonly host: string; readonly port: number | null } | null {
  if (!/[:[\]]/u.test(text)) return text === '' ? null : { host: text, port: null };
  const parts = /^(?:\[([^\]]*)\]|([^:[\]]+))(?::(\d{0,5}))?$/u.exec(text);
  const host = parts?.[1] ?? parts?.[2];
  if (host === undefined) return null;
  const port = parts?.[3] ? Number(parts[3]) : null;
  return port !== null && port > 65_535 ? null : { host, port };
}

/**
 * The one form of a URL: scheme and host in lower case, host in punycode, the rest to the letter, since servers
 * may tell `//` from `/`.
 */
export function canonicalUrl(url: string): string | null {
  const parts = urlParts(url);
  const host = parts && canonicalUrlHost(parts.host);
  return parts && host ? urlOf(parts, host) : null;
}

/** Puts the parts together again, with this form of the host. */
export function urlOf({ scheme, userinfo, port, rest }: UrlParts, host: string): string {
  const before =
    (scheme === null ? '' : `${scheme}://`) + (userinfo === null ? '' : `${userinfo}@`);
  return `${before}${host.includes(':') ? `[${host}]` : host}${port === null ? '' : `:${port}`}${rest}`;
}

/** A URL for third parties: without userinfo and fragment, with the values of its query masked. */
export function maskUrl(url: string): string {
  const parts = urlParts(url);
  if (!parts) return url;
  const hash = parts.rest.indexOf('#');
  const visible = hash < 0 ? parts.rest : parts.rest.slice(0, hash);
  const mark = visible.indexOf('?');
  const path = mark < 0 ? visible : visible.slice(0, mark);
  const query =
    mark < 0
      ? ''
      : `?${visible
          .slice(mark + 1)
          .split('&')
          .map(maskPair)
          .join('&')}`;
  return urlOf({ ...parts, userinfo: null, rest: path + query }, parts.host);
}

/** A pair without `=` is a value by itself. */
function maskPair(pair: string): string {
  const equals = pair.indexOf('=');
  if (pair === '') return '';
  return equals < 0 ? '***' : `${pair.slice(0, equals)}=***`;
}
