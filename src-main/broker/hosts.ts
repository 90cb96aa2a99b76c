import { isIP, isIPv6 } from 'node:net';
import { kindOfAddress } from './addresses.ts';
import type { Errand } from './broker.ts';

/** What the declared hosts allow for one URL. */
export type Permission = {
  /** a declaration names this host and port */
  readonly declared: boolean;
  /** it may be asked without TLS */
  readonly plain: boolean;
  /** which addresses its name may have; `itself`: the address was declared literally */
  readonly reach: 'itself' | 'loopback' | 'private' | 'public';
};

/**
 * Looks a URL up among declared hosts: `api.example.com`, `*.example.com` (below it, not itself), either with
 * `:port` (without one: any port) and `http://` where plain HTTP is meant. Case, a trailing dot and the
 * spelling of IDNs and addresses do not matter. A declaration that cannot be read matches nothing.
 */
export function permissionFor(url: URL, errand: Errand): Permission {
  const matching = errand.hosts.flatMap((text) => {
    const declaration = parseDeclaration(text);
    return declaration !== null && matches(declaration, url) ? [declaration] : [];
  });
  const host = bareHost(url);
  const byName = matching.some((declaration) => !declaration.wildcard);
  const reach = reachOf(host, byName, errand);
  const local = reach === 'loopback' || (reach === 'itself' && kindOfAddress(host) !== 'public');
  return {
    declared: matching.length > 0,
    plain: local || matching.some((declaration) => declaration.plain),
    reach,
  };
}

/** A URL's host as a resolver takes it: no brackets, no trailing dot. */
export function bareHost(url: URL): string {
  return withoutDot(url.hostname.replace(/^\[|\]$/g, ''));
}

export function portOf(url: URL): number {
  return url.port === '' ? (url.protocol === 'http:' ? 80 : 443) : Number(url.port);
}

/** Whether a text declares hosts at all. */
export function isDeclaration(text: string): boolean {
  return parseDeclaration(text) !== null;
}

type Declaration = {
  readonly hostname: string;
  readonly wildcard: boolean;
  readonly port: number | null;
  readonly plain: boolean;
};

const declarationPattern = /^(https?:\/\/)?(\*\.)?(\[[^\]]+\]|[^\s:/@?#[\]]+)(?::(\d{1,5}))?\/?$/;

function parseDeclaration(text: string): Declaration | null {
  const trimmed = text.trim().toLowerCase();
  const match = declarationPattern.exec(isIPv6(trimmed) ? `[${trimmed}]` : trimmed);
  if (match === null) return null;
  const url = URL.parse(`https://${match[3]}`);
  if (url === null || url.hostname === '*') return null;
  const wildcard = match[2] !== undefined;
  if (wildcard && isIP(bareHost(url)) !== 0) return null;
  return {
    hostname: bareHost(url),
    wildcard,
    port: match[4] === undefined ? null : Number(match[4]),
    plain: match[1] === 'http://',
  };
}

function matches(declaration: Declaration, url: URL): boolean {
  if (declaration.port !== null && declaration.port !== portOf(url)) return false;
  const host = bareHost(url);
  return declaration.wildcard
    ? host.endsWith(`.${declaration.hostname}`) && isIP(host) === 0
    : host === declaration.hostname;
}

/**
 * An instance of the organisation is commonly known by a name with a private address; for everybody else such
 * an answer is an attack on the analyst's network. Loopback and link-local addresses are never a name's.
 */
function reachOf(host: string, byName: boolean, errand: Errand): Permission['reach'] {
  if (isIP(host) !== 0) return 'itself';
  if (byName && host === 'localhost') return 'loopback';
  return byName && errand.audience === 'own' ? 'private' : 'public';
}

function withoutDot(host: string): string {
  return host.endsWith('.') ? host.slice(0, -1) : host;
}
