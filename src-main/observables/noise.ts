import type { Observable } from '../contract/observable.ts';
import type { OwnValues } from '../contract/settings.ts';
import { isInternal } from './internal.ts';
import { isUnder } from './labels.ts';
import { canonicalUrlHost, urlParts } from './url.ts';

const resolvers: ReadonlySet<string> = new Set([
  '1.1.1.1',
  '1.0.0.1',
  '8.8.8.8',
  '8.8.4.4',
  '9.9.9.9',
  '149.112.112.112',
  '208.67.222.222',
  '208.67.220.220',
  '4.2.2.1',
  '4.2.2.2',
  '94.140.14.14',
  '94.140.15.15',
  '114.114.114.114',
  '223.5.5.5',
  '223.6.6.6',
  '77.88.8.8',
  '2606:4700:4700::1111',
  '2606:4700:4700::1001',
  '2001:4860:4860::8888',
  '2001:4860:4860::8844',
  '2620:fe::fe',
]);

const emptyFileHashes: ReadonlySet<string> = new Set([
  'd41d8cd98f00b204e9800998ecf8427e',
  'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  'cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e',
]);

const exampleNames = ['example.com', 'example.net', 'example.org', 'example.edu'];
const exampleSuffixes = ['example', 'test', 'invalid', 'localhost'];

/**
 * Sites that stand in nearly every report and log. Only the names themselves and `www.`: what is hosted under
 * `drive.google.com` or `raw.githubusercontent.com` may be the very thing looked for.
 */
const topSites: ReadonlySet<string> = new Set([
  'google.com',
  'youtube.com',
  'facebook.com',
  'instagram.com',
  'twitter.com',
  'x.com',
  'linkedin.com',
  'microsoft.com',
  'apple.com',
  'amazon.com',
  'wikipedia.org',
  'en.wikipedia.org',
  'github.com',
  'gitlab.com',
  'stackoverflow.com',
  'reddit.com',
  'cloudflare.com',
  'mozilla.org',
  'w3.org',
  'bing.com',
  'yahoo.com',
  'virustotal.com',
  'attack.mitre.org',
  'mitre.org',
  'nvd.nist.gov',
  'welivesecurity.com',
  'windowsupdate.com',
  'gmail.com',
  'outlook.com',
  'hotmail.com',
  'office.com',
  'live.com',
  'docs.microsoft.com',
  'learn.microsoft.com',
  'schemas.microsoft.com',
  'schemas.openxmlformats.org',
  'adobe.com',
  'baidu.com',
  'whatsapp.com',
  'telegram.org',
]);

const hashTypes: ReadonlySet<string> = new Set(['md5', 'sha1', 'sha256', 'sha512']);
const nothingOwn: OwnValues = { domains: [], ranges: [], mailSuffixes: [] };

/** Why a value is listed but not ticked (`private address`, `example domain`), or null. */
export function noiseOf(observable: Observable, own: OwnValues | undefined): string | null {
  const { type, value } = observable;
  if (hashTypes.has(type)) return noisyHash(value);
  const inside = isInternal(observable, own ?? nothingOwn);
  if (inside !== null) return inside;
  if (type === 'ipv4' || type === 'ipv6') return resolvers.has(value) ? 'public resolver' : null;
  if (type === 'domain') return noisyHost(value);
  if (type === 'email') return exampleHost(value.slice(value.lastIndexOf('@') + 1));
  if (type === 'url') return noisyUrl(value);
  return null;
}

function noisyHash(value: string): string | null {
  if (emptyFileHashes.has(value)) return 'hash of the empty file';
  return value === value.charAt(0).repeat(value.length) ? 'placeholder' : null;
}

function exampleHost(host: string): string | null {
  const example =
    exampleNames.some((name) => isUnder(host, name)) ||
    exampleSuffixes.some((name) => isUnder(host, name));
  return example ? 'example domain' : null;
}

function noisyHost(host: string): string | null {
  const bare = host.startsWith('www.') ? host.slice(4) : host;
  return exampleHost(host) ?? (topSites.has(bare) ? 'well-known site' : null);
}

/** A page on a well-known site may be the bait, so only its front page is noise. */
function noisyUrl(value: string): string | null {
  const parts = urlParts(value);
  const host = parts && canonicalUrlHost(parts.host);
  if (!parts || !host) return null;
  return parts.rest === '' || parts.rest === '/' ? noisyHost(host) : exampleHost(host);
}
