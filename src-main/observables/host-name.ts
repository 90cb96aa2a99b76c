import { domainToASCII } from 'node:url';
import { parse } from 'tldts';
import { canonicalIpv4, canonicalIpv6 } from './address.ts';
import { isInternalName, isSpecialName, lastLabel } from './labels.ts';
import { copyOf } from './units.ts';

interface UrlHost {
  /** in its one form */
  readonly value: string;
  /** what it is by itself; null for a name that no DNS knows */
  readonly type: 'domain' | 'ipv4' | 'ipv6' | null;
}

/** Says whether a name could stand in the DNS (or beside it: onion, internal zones). Remembers suffixes it has seen. */
export interface HostNames {
  /** Canonical name (lower case, punycode, no final dot) of a name with a known suffix, else null. */
  readonly domain: (name: string) => string | null;
  /** The host of a URL as written there; null when it is none. */
  readonly urlHost: (host: string) => UrlHost | null;
  readonly forgetWhenFull: () => void;
}

const options = {
  extractHostname: false,
  validateHostname: false,
  detectIp: false,
  mixedInputs: false,
};
/** Past this many distinct names the text is no report: ask without remembering. */
const remembered = 20_000;

/** Answers each distinct question once, within reason. */
class Remembered<T> {
  readonly #answers = new Map<string, T>();
  readonly #answerTo: (name: string) => T;

  constructor(answerTo: (name: string) => T) {
    this.#answerTo = answerTo;
  }

  readonly ask = (name: string): T => {
    const seen = this.#answers.get(name);
    if (seen !== undefined) return seen;
    const kept = copyOf(name);
    const answer = this.#answerTo(kept);
    if (this.#answers.size < remembered) this.#answers.set(kept, answer);
    return answer;
  };

  forgetWhenFull(): void {
    if (this.#answers.size >= remembered) this.#answers.clear();
  }
}

export function hostNames(): HostNames {
  const suffixes = new Remembered((suffix) => parse(`name.${suffix}`, options).isIcann === true);
  const judge = (name: string): string | null => {
    const host = canonicalHost(name);
    if (!host?.includes('.')) return null;
    if (isSpecialName(host) || isInternalName(host)) return host;
    if (!suffixes.ask(lastLabel(host))) return null;
    const { domain } = parse(host, options);
    // Names under a suffix may hold underscores, but nobody can register one.
    return domain === null || domain.includes('_') ? null : host;
  };
  const domains = new Remembered(judge);
  const urlHosts = new Remembered((written): UrlHost | null => {
    const value = canonicalUrlHost(written);
    if (!value || value === 'www' || !/[\p{L}\p{N}]/u.test(written)) return null;
    if (canonicalIpv4(value) !== null) return { value, type: 'ipv4' };
    if (canonicalIpv6(value) !== null) return { value, type: 'ipv6' };
    return { value, type: domains.ask(value) === null ? null : 'domain' };
  });
  return {
    domain: domains.ask,
    urlHost: urlHosts.ask,
    forgetWhenFull: () => {
      for (const answers of [suffixes, domains, urlHosts]) answers.forgetWhenFull();
    },
  };
}

const plain = /^[\0-\x7f]*$/u;
const hostUnits = /^[a-z0-9._-]+$/u;

/** A host name in one form: lower case, punycode, without the final dot; null when DNS could not hold it. */
export function canonicalHost(name: string): string | null {
  const bare = name.endsWith('.') ? name.slice(0, -1) : name;
  if (bare.length === 0 || bare.length > 253) return null;
  const lower = bare.toLowerCase();
  const ascii = hostUnits.test(lower) ? lower : plain.test(lower) ? null : toPunycode(lower);
  if (ascii === null || ascii.length > 253) return null;
  return ascii.split('.').every(isLabel) ? ascii : null;
}

function toPunycode(name: string): string | null {
  // Node reads `1.2` as an address here, so only names that need it get this far.
  const ascii = domainToASCII(name);
  return hostUnits.test(ascii) ? ascii : null;
}

function isLabel(label: string): boolean {
  return label.length > 0 && label.length <= 63 && !label.startsWith('-') && !label.endsWith('-');
}

/** The one form of the host of a URL: an address, or a name in punycode. Percent signs are undone. */
export function canonicalUrlHost(host: string): string | null {
  const six = canonicalIpv6(host);
  if (six !== null) return six;
  if (host.includes(':')) return null;
  const address = canonicalIpv4(host);
  if (address !== null || isNoAddress(host)) return address;
  return canonicalHost(host.includes('%') ? decoded(host) : host);
}

/** `256.1.1.1` and `1.2.3.4.5`; but one to three numbers, as browsers read them, may hide an address. */
function isNoAddress(host: string): boolean {
  if (!/^[\d.]*\.\d+$/u.test(host)) return false;
  const numbers = host.split('.');
  return (
    numbers.length > 3 && (numbers.length > 4 || numbers.some((number) => Number(number) > 255))
  );
}

function decoded(host: string): string {
  return host.replaceAll(/%([2-7][0-9a-f])/giu, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
