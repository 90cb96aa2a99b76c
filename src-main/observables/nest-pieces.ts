import { canonicalEmail } from './canonical.ts';
import { innerWords } from './inner-words.ts';
import { lastLabel } from './labels.ts';
import { type Found, nest, type Scan } from './scan.ts';
import { fileExtensions } from './words.ts';

/** No shorter than `a@b.co`. */
const shortest = 6;

/** What stands in a piece of a URL: hashes, ids and mailboxes, from left to right. */
export function nestPieces(scan: Scan, parent: number, start: number, end: number): void {
  if (end - start < shortest) return;
  const written = scan.text.slice(start, end);
  const words = innerWords(scan.text, start, end);
  const mails = /@|%40/u.test(written) ? mailboxes(scan, written, start) : [];
  const ids = attackPath.test(written) ? attackIds(written, start) : [];
  if (mails.length + ids.length === 0) {
    for (const word of words) nest(scan, parent, word);
    return;
  }
  const found = [...words.map(alone), ...mails, ...ids];
  found.sort(([one], [other]) => one.start - other.start);
  for (const [piece, host] of found) {
    const index = nest(scan, parent, piece);
    if (host !== null) nest(scan, index, host);
  }
}

/** A find and what is nested in it. */
type Piece = readonly [found: Found, host: Found | null];

function alone(found: Found): Piece {
  return [found, null];
}

/** `?mail=joe%40corp.example`, `#joe@corp.example`: links carry whom they were sent to. */
function mailboxes(scan: Scan, written: string, offset: number): Piece[] {
  const found: Piece[] = [];
  for (const { 0: mark, index: at } of written.matchAll(/@|%40/gu)) {
    const box = localBefore(written.slice(Math.max(0, at - 66), at));
    if (box === '') continue;
    const name = hostName.exec(written.slice(at + mark.length, at + mark.length + 254))?.[0] ?? '';
    const domain = fileExtensions.has(lastLabel(name)) ? null : scan.names.domain(name);
    const value = domain === null ? null : canonicalEmail(`${box}@${domain}`);
    if (domain === null || value === null) continue;
    const from = offset + at + mark.length;
    const end = from + name.length;
    const start = offset + at - box.length;
    found.push([
      { type: 'email', value, start, end, why: 'a mailbox inside of a URL' },
      { type: 'domain', value: domain, start: from, end, why: 'host of the e-mail address' },
    ]);
  }
  return found;
}

const hostName = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u;

/** Without the digits of an escape before it: `%7Cjoe`. */
function localBefore(text: string): string {
  const box = /[\p{L}\p{N}._+-]{0,64}$/u.exec(text)?.[0] ?? '';
  const escaped = text[text.length - box.length - 1] === '%' && /^[0-9a-f]{2}/iu.test(box);
  return escaped ? box.slice(2) : box;
}

const attackPath = /\/(?:techniques\/T|tactics\/TA|groups\/G|software\/S)[01]\d{3}/u;
const attackForm =
  /\/(?:techniques|tactics|groups|software)\/((?:TA?|G|S)[01]\d{3})(?:\/(\d{3})(?!\d))?(?![\d.])/gu;

/** `attack.example/techniques/T1059/001/`. */
function attackIds(written: string, offset: number): Piece[] {
  return [...written.matchAll(attackForm)].map(({ 0: path, 1: id = '', 2: part, index }): Piece => {
    const value = part === undefined ? id : `${id}.${part}`;
    const end = offset + index + path.length;
    const start = offset + index + path.indexOf(id);
    return alone({
      type: 'attack-technique',
      value,
      start,
      end,
      why: 'the path of an ATT&CK page',
    });
  });
}
