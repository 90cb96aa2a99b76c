/**
 * How values look on the screen and on their way into tickets, so that no program makes a link of them by accident.
 * The store, and everything sent to the host, stays canonical. Only plain constants are imported: the window draws with it.
 */

import { observableTypes } from './vocabulary.ts';

const builtIn: ReadonlySet<string> = new Set(observableTypes);

export const defangStyles = [
  'brackets',
  'full-brackets',
  'last-dot',
  'parentheses',
  'words',
] as const;
export type DefangStyle = (typeof defangStyles)[number];
export const defaultDefangStyle: DefangStyle = 'brackets';

/** What a whole text can be rewritten to: every observable in one style, or none defanged. */
export const textForms = [...defangStyles, 'refanged'] as const;
export type TextForm = (typeof textForms)[number];

type Form = { readonly dot: string; readonly at: string; readonly separator: string };

const forms: Readonly<Record<DefangStyle, Form>> = {
  brackets: { dot: '[.]', at: '[@]', separator: '://' },
  'full-brackets': { dot: '[.]', at: '[@]', separator: '[://]' },
  'last-dot': { dot: '[.]', at: '@', separator: '://' },
  parentheses: { dot: '(.)', at: '(@)', separator: '://' },
  words: { dot: '[dot]', at: '[at]', separator: '://' },
};

/**
 * The display form of a canonical value: `hxxps://evil[.]example/a`, `1[.]2[.]3[.]4`, `joe[@]evil[.]example`. Types
 * without a clickable form come back as they are; so does an IPv6 address, which no program links and which
 * brackets would make unreadable. Of a type that is not built in, whatever may be a link somewhere in the value is
 * defanged. Reading the result gives the value again.
 */
export function defang(
  { type, value }: { readonly type: string; readonly value: string },
  style: DefangStyle,
): string {
  switch (type) {
    case 'ipv4':
    case 'domain':
    case 'nsrecord':
    case 'email':
      return defangAuthority(value, style);
    case 'cidr':
      return value.includes(':') ? value : defangAuthority(value, style);
    case 'url':
      return defangAddress(value, style);
    default:
      return builtIn.has(type) ? value : defangWithin(value, style);
  }
}

/**
 * Any address that a link may hold, of any scheme or none. Only scheme and authority make a link, and an address
 * inside the query or path; the rest stays readable.
 */
export function defangAddress(address: string, style: DefangStyle): string {
  const form = forms[style];
  // Without `//` (mailto:, javascript:) the colon is what makes it an address; before a port it is none.
  const bare = /^([a-z][a-z0-9+-]*):(?!\/\/|\\\\|\d+(?:[/?#]|$))(.*)$/is.exec(address);
  if (bare) return `${bare[1]}[:]${defangAuthority(bare[2] ?? '', style)}`;
  const parts = /^(?:([a-z][a-z0-9+-]*):(?=\/\/|\\\\))?(\/\/|\\{2,4})?([^/?#\\]*)(.*)$/is.exec(
    address,
  );
  const [, scheme, slashes = '', authority = '', rest = ''] = parts ?? [];
  const separator = slashes === '//' ? form.separator : `:${slashes}`;
  const before = scheme === undefined ? slashes : defangScheme(scheme) + separator;
  return before + defangAuthority(authority, style) + defangNested(rest);
}

/** What is typed or copied from the screen into a filter, as it would be live. Texts are read by the scanner instead. */
export function undoDefang(shown: string): string {
  return shown
    .replaceAll(/\[dot\]|[[(]\.[\])]/gi, '.')
    .replaceAll(/\[at\]|[[(]@[\])]/gi, '@')
    .replaceAll(/\[:\/\/\]/g, '://')
    .replaceAll(/hxxp/gi, 'http')
    .replaceAll(/fxp(?=s?:)/gi, 'ftp');
}

function defangScheme(scheme: string): string {
  return scheme.replace(/^http/i, 'hxxp').replace(/^ftp/i, 'fxp');
}

/** `?to=https://…` would be a link of its own. Only where reading it back finds the beginning of a scheme. */
function defangNested(rest: string): string {
  return rest.replaceAll(/(?<![a-z0-9])(?:http|ftp)(?=s?:\/\/)/gi, (scheme) =>
    scheme === scheme.toLowerCase() ? defangScheme(scheme) : scheme,
  );
}

/** Dots and ats between the parts of a name; elsewhere they make no link and would not be read back. */
const joints = /(?<=[\p{L}\p{N}\p{M}_-])[.@](?=[\p{L}\p{N}\p{M}_-])/gu;

/** `evil.co` of `evil.co[.]uk` would be a link: a short name before the last one is cut off, too. */
const lastDots = /\.(?=(?:[a-z]{2,3}\.)?[^.]+$)/gi;

const dotted = /[\p{L}\p{N}\p{M}_-]+(?:[.@][\p{L}\p{N}\p{M}_-]+)*/gu;
const ipv4 = /(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)/u;
const endsLikeHost = /[.@](?=[^.@]*\p{L})[^.@]{2,}$/u;
const lastNumberDots = /\.(?=\d+(?![.\d]))/gu;

/** All that may be a host, an address or a mailbox in a value of which nothing is known, `host=evil.com/path`. */
function defangWithin(value: string, style: DefangStyle): string {
  const { dot, separator } = forms[style];
  const hosts = value.replaceAll(dotted, (run) => {
    if (endsLikeHost.test(run)) return defangAuthority(run, style);
    if (!ipv4.test(run)) return run;
    return style === 'last-dot' ? run.replaceAll(lastNumberDots, dot) : defangAuthority(run, style);
  });
  return defangNested(hosts).replaceAll(/(?<=[a-z0-9+-]):\/\//gi, separator);
}

/** `user:password@host:port`, or a part of it, or an address with a mask. */
function defangAuthority(authority: string, style: DefangStyle): string {
  const { dot, at } = forms[style];
  // An IPv6 address, and what stands around it.
  if (authority.includes('[')) return authority;
  if (style !== 'last-dot') {
    return authority.replaceAll(joints, (joint) => (joint === '.' ? dot : at));
  }
  const [, user = '', host = '', tail = ''] = /^(.*@)?([^:/]*)(.*)$/s.exec(authority) ?? [];
  return user + host.replaceAll(lastDots, dot) + tail;
}
