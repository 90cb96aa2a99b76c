import { domainToUnicode } from 'node:url';

/** Scripts whose letters stand in for those of another one. Chinese, Japanese and Korean mix theirs, and with Latin. */
const scripts = [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Armenian', /\p{Script=Armenian}/u],
  ['Cherokee', /\p{Script=Cherokee}/u],
  ['Georgian', /\p{Script=Georgian}/u],
  ['Coptic', /\p{Script=Coptic}/u],
  ['Lisu', /\p{Script=Lisu}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Thai', /\p{Script=Thai}/u],
] as const;

/** Cyrillic letters that are drawn as Latin ones are. */
const drawnAsLatin = /^[аеорсухіјѕһԁԛԝӏь\d-]+$/u;

/**
 * How a host name could be taken for another one, in words (`mixed scripts: Latin and Cyrillic`), or null. Takes any
 * text that holds names in punycode.
 */
export function mixedScripts(text: string): string | null {
  for (const [label] of text.matchAll(/(?<![a-z0-9-])xn--[a-z0-9-]{1,59}/gu)) {
    const shown = domainToUnicode(label);
    const mixed = scripts.flatMap(([name, letters]) => (letters.test(shown) ? [name] : []));
    if (mixed.length > 1) return `mixed scripts: ${mixed.join(' and ')}`;
    if (drawnAsLatin.test(shown)) return 'Cyrillic letters that look like Latin ones';
  }
  return null;
}
