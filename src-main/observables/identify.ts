import type { Observable } from '../contract/observable.ts';
import { canonicalValue } from './canonical.ts';
import { findObservables } from './find.ts';
import { hostNames } from './host-name.ts';
import type { PatternTypes } from './pattern-types.ts';
import { refang } from './refang.ts';

/** Types that a value shows by its form alone, most telling first. */
const byForm = [
  'ipv4',
  'ipv6',
  'cidr',
  'url',
  'email',
  'mac',
  'uuid',
  'registry-key',
  'asn',
] as const;

/**
 * One value typed alone, defanged or not; a type that an admin defined comes before ours. Null when it is nothing
 * that the bench knows: the caller may take it for a phrase.
 */
export function identifyObservable(value: string, patternTypes?: PatternTypes): Observable | null {
  const trimmed = value.trim();
  if (trimmed === '' || trimmed.length > 65_536) return null;
  const { finds } = findObservables(trimmed, patternTypes === undefined ? {} : { patternTypes });
  const found = finds.find((find) => find.nestedIn === undefined);
  if (found && coversAll(trimmed, found.start, found.end))
    return { type: found.type, value: found.value };
  return identifyByForm(refang(trimmed));
}

/** Brackets, quotes and a final dot around the value do not make it another one. */
function coversAll(text: string, start: number, end: number): boolean {
  return /^["'`<([{]*$/u.test(text.slice(0, start)) && /^["'`>)\]}.]*$/u.test(text.slice(end));
}

/** What running text would not give: a host with a name that looks like code, a number with `AS` apart. */
function identifyByForm(text: string): Observable | null {
  for (const type of byForm) {
    const canonical = type === 'asn' && !/^as/iu.test(text) ? null : canonicalValue(type, text);
    const schemeless = type === 'url' && !text.includes('://');
    if (canonical !== null && !schemeless) return { type, value: canonical };
  }
  const domain = hostNames().domain(text);
  return domain === null ? null : { type: 'domain', value: domain };
}
