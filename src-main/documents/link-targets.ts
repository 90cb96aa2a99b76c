import type { MarkupAttribute } from './markup.ts';

/** Name spaces and vocabularies are written as addresses and lead nowhere. */
const names = /^(xmlns|itemtype$|itemid$|vocab$|profile$|prefix$|typeof$|property$|uri$)/;
/** A picture within the page has no address; the page itself is none either. */
const inPage = /^(data:image|data:font|#|about:)/i;

/**
 * Where the attributes of an element lead. Any attribute may hold an address (`href`, `src`, `action`,
 * `data-saferedirecturl`, `onclick` …): what leads elsewhere is told by the value, not by the name.
 */
export function linkTargets(
  element: string,
  attributes: readonly MarkupAttribute[],
): readonly string[] {
  const targets = new Set<string>();
  for (const [name, raw] of attributes) {
    const value = raw.trim();
    if (names.test(name) || inPage.test(value)) continue;
    const leads = value.includes('://') || /^(\/\/|mailto:|\\\\|data:|javascript:)/i.test(value);
    if (leads || name === 'srcdoc') targets.add(value);
    else if (element === 'meta' && name === 'content' && /^\d+\s*[;,]\s*url=/i.test(value)) {
      targets.add(value);
    }
  }
  return [...targets];
}
