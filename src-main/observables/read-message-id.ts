import { bitsAt, Space } from './characters.ts';
import { type Chain, claim, type Scan } from './scan.ts';

const headers = new Set([
  'message-id',
  'in-reply-to',
  'references',
  'x-message-id',
  'resent-message-id',
]);
/** RFC 5322 allows no longer line. */
const longest = 998;

/** The ids in angle brackets after the headers that hold them. They look like e-mail addresses and are none. */
export function readMessageIds(scan: Scan, chain: Chain): number {
  const { text } = scan;
  if (
    chain.end - chain.start > 20 ||
    !headers.has(text.slice(chain.start, chain.end).toLowerCase())
  )
    return -1;
  let at = chain.end + 1;
  let found = false;
  for (;;) {
    const open = skipFolding(text, at);
    if (text[open] !== '<') break;
    const close = text.slice(open, open + longest).indexOf('>');
    const id = close < 0 ? '' : text.slice(open + 1, open + close);
    if (!id.includes('@') || /\s/u.test(id)) break;
    claim(scan, {
      type: 'message-id',
      value: id,
      start: open + 1,
      end: open + close,
      why: 'an id in the header of a message',
    });
    at = open + close + 1;
    found = true;
  }
  return found ? at : -1;
}

const field = /(?:message-?id|msgid)["']?[=,:]["']?<[^<>\s]{0,128}$/iu;

/** `message-id=<…>` in the logs of Postfix, `"Message-ID","<…>"` in tables; -1 where no id stands around this `@`. */
export function readLoggedMessageId(scan: Scan, at: number): number {
  const { text } = scan;
  const before = text.slice(Math.max(0, at - 148), at);
  if (!before.includes('<') || !field.test(before)) return -1;
  const start = at - before.length + before.lastIndexOf('<') + 1;
  const length = text.slice(at, at + 256).search(/[>\s]/u);
  if (length < 0 || text[at + length] !== '>' || start < scan.claimed) return -1;
  const end = at + length;
  const why = 'an id in the header of a message';
  claim(scan, { type: 'message-id', value: text.slice(start, end), start, end, why });
  return end;
}

/** White space, and line breaks that a header line continues after. */
function skipFolding(text: string, at: number): number {
  let end = at;
  while (end - at < 80 && (bitsAt(text, end) & Space) !== 0) {
    const fold = text[end] !== '\n' || text[end + 1] === ' ' || text[end + 1] === '\t';
    if (!fold) break;
    end++;
  }
  return end;
}
