import type { Fields } from './fields.ts';
import { recordFields } from './fields-records.ts';

const longestHead = 1 << 18;

/** White space, and the lines by which a file is known that was read into text. */
const preface = /^[\ufeff\s]{0,100}(?:File: .*\n(?:[A-Z][A-Za-z0-9]*: .*\n)*\s*)?/u;
const longestPreface = 2000;

/** Names that a message begins with; two of them make a text one. */
const known =
  /^(?:from|to|cc|bcc|reply-to|sender|subject|date|sent|message-id|received|return-path|delivered-to|mime-version|content-type|content-transfer-encoding|authentication-results|dkim-signature|received-spf|in-reply-to|references|arc-[a-z-]+|x-[a-z0-9-]+|host|user-agent|accept|server|location)$/iu;

interface Header {
  readonly name: string;
  readonly start: number;
}

/** Fields of a message (e-mail, or HTTP as it goes over the wire): the name of the header; null for any other text. */
export function mailFields(text: string): Fields | null {
  const head = headOf(text);
  if (head === null) return null;
  const body = recordFields(text, head.end);
  let current = 0;
  return {
    delimiter: null,
    start: 0,
    at: (offset) => {
      if (offset >= head.end) return body.at(offset);
      while ((head.headers[current + 1]?.start ?? head.end) <= offset) current++;
      const header = head.headers[current];
      return header && header.start <= offset ? header.name : null;
    },
    depthAt: (offset) => (offset < head.end ? 0 : body.depthAt(offset)),
  };
}

/** Headers up to the first line that is none. */
function headOf(
  text: string,
): { readonly headers: readonly Header[]; readonly end: number } | null {
  const headers: Header[] = [];
  const start = preface.exec(text.slice(0, longestPreface))?.[0].length ?? 0;
  let at = start;
  while (at < longestHead && at < text.length) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found + 1;
    const line = text.slice(at, Math.min(end, at + 100));
    const name = /^(?<name>[A-Za-z][A-Za-z0-9-]{1,60}):/u.exec(line)?.groups?.['name'];
    if (name !== undefined) headers.push({ name, start: at });
    else if (!(at === start ? isStartLine(line) : /^[ \t]+\S/u.test(line))) break;
    at = end;
  }
  const first = headers[0];
  const certain = headers.filter(({ name }) => known.test(name)).length;
  return first && known.test(first.name) && certain > 1 ? { headers, end: at } : null;
}

/** What may stand before the headers: the line of a mailbox, of a request, of an answer. */
function isStartLine(line: string): boolean {
  return /^(?:From \S+ |[A-Z]{3,10} \S+|HTTP\/\d)/u.test(line);
}
