import { canonicalValue } from './canonical.ts';
import { bitsOf, Hex, isWord } from './characters.ts';
import { hashKinds } from './hash-kinds.ts';
import type { Found } from './scan.ts';

/** of hashes */
const shortest = Math.min(...hashKinds.keys());

function hashAt(text: string, start: number, end: number): Found | null {
  const kind = hashKinds.get(end - start);
  if (kind === undefined || !isHexRun(text, start, end)) return null;
  return { ...kind, value: text.slice(start, end).toLowerCase(), start, end };
}

function isHexRun(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bitsOf(text.charCodeAt(at)) & Hex) === 0) return false;
  return true;
}

/** Hashes between dots, dashes and underscores (`sample-<md5>.bin`), from left to right. */
function hexWords(text: string, start: number, end: number): Found[] {
  const found: Found[] = [];
  let begin = start;
  for (let at = start; at <= end; at++) {
    const unit = at === end ? 0x2e : text.charCodeAt(at);
    if (unit !== 0x2e && unit !== 0x2d && unit !== 0x5f && isWord(text, at)) continue;
    const hash = at - begin < shortest ? null : hashAt(text, begin, at);
    if (hash !== null) found.push(hash);
    begin = at + 1;
  }
  return found;
}

const cveForm = /(?<![\p{L}\p{N}])cve[-._](?:19|20)\d\d[-._]\d{4,19}(?![\p{L}\p{N}])/giu;

/** Hashes and CVE ids that stand between dots, dashes and underscores, from left to right. */
export function innerWords(text: string, start: number, end: number): readonly Found[] {
  const found = end - start < shortest ? [] : hexWords(text, start, end);
  const written = end - start < 13 ? '' : text.slice(start, end);
  if (!/cve[-._]/iu.test(written)) return found;
  for (const { 0: id, index } of written.matchAll(cveForm)) {
    const value = canonicalValue('cve', id);
    const from = start + index;
    if (value !== null)
      found.push({
        type: 'cve',
        value,
        start: from,
        end: from + id.length,
        why: 'the form of a CVE id',
      });
  }
  return found.toSorted((one, other) => one.start - other.start);
}
