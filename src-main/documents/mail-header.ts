import { decodeWords } from 'postal-mime';
import { decodeText } from './decode-text.ts';

/** A field of a header as it was written, unfolded: `decodeWords` makes `=?utf-8?q?B=C3=A4nk?=` readable. */
export type HeaderField = { readonly key: string; readonly name: string; readonly value: string };

/** No server takes as much; what stands behind it was put there to keep a reader busy. */
export const longestHeader = 256 * 1024;

/** `lines`: the bytes before the empty line (RFC 5322); what is no field is passed over. */
export function headerFields(lines: Uint8Array): readonly HeaderField[] {
  const fields: HeaderField[] = [];
  const unfolded = decodeText(lines.subarray(0, longestHeader)).replaceAll(/\r?\n(?=[ \t])/g, '');
  for (const line of unfolded.split(/\r?\n/)) {
    const name = /^[!-9;-~]{1,200}(?=[ \t]{0,20}:)/.exec(line)?.[0];
    if (name === undefined) continue;
    const value = line.slice(line.indexOf(':', name.length) + 1).trim();
    fields.push({ key: name.toLowerCase(), name, value });
  }
  return fields;
}

/** What a header says of a part's body (RFC 2045, RFC 2183). */
export type BodyFields = {
  /** in lower case; empty where there is none */
  readonly type: string;
  readonly boundary: string;
  readonly charset: string;
  readonly isFlowed: boolean;
  readonly deletesSpaces: boolean;
  readonly encoding: string;
  readonly isAttachment: boolean;
  /** what the part would be saved as; null where it bears no name */
  readonly fileName: string | null;
};

export function bodyFields(fields: readonly HeaderField[]): BodyFields {
  // The first of several counts, as it does in mail programs.
  const first = (key: string) => fields.find((field) => field.key === key)?.value ?? '';
  const type = structured(first('content-type'));
  const disposition = structured(first('content-disposition'));
  const parameter = (name: string) => type.parameters.get(name) ?? '';
  const fileName = disposition.parameters.get('filename') ?? type.parameters.get('name');
  return {
    type: type.value,
    boundary: parameter('boundary'),
    charset: parameter('charset'),
    isFlowed: parameter('format').toLowerCase() === 'flowed',
    deletesSpaces: parameter('delsp').toLowerCase() === 'yes',
    encoding: structured(first('content-transfer-encoding')).value,
    isAttachment: disposition.value === 'attachment',
    fileName: fileName === undefined ? null : decodeWords(fileName),
  };
}

type Structured = {
  readonly value: string;
  readonly parameters: ReadonlyMap<string, string>;
};

/** `text/html; charset=utf-8; name="a.html" (a comment)` */
function structured(written: string): Structured {
  const value = /^[^;(]*/.exec(written)?.[0] ?? '';
  const given = new Map<string, string>();
  const parameter = /;\s*([^\s=;]{1,100})\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))/g;
  for (const [, name = '', quoted, token = ''] of written.matchAll(parameter)) {
    const bare = withoutComment(token.trim());
    const key = name.toLowerCase();
    if (!given.has(key)) given.set(key, quoted?.replaceAll(/\\(.)/g, '$1') ?? bare);
  }
  return { value: value.trim().toLowerCase(), parameters: joined(given) };
}

function withoutComment(token: string): string {
  const start = token.endsWith(')') ? token.indexOf(' (') : -1;
  return start === -1 ? token : token.slice(0, start).trimEnd();
}

/** `filename*0*=utf-8''in; filename*1=voice` is one parameter (RFC 2231), and goes before its plain spelling. */
function joined(given: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const whole = new Map<string, string>();
  for (const name of given.keys()) {
    const [base = ''] = name.split('*', 1);
    if (whole.has(base)) continue;
    const text = pieces(given, base) ?? extended(given.get(`${base}*`)) ?? given.get(base);
    if (text !== undefined) whole.set(base, text);
  }
  return whole;
}

function pieces(given: ReadonlyMap<string, string>, base: string): string | undefined {
  const found: string[] = [];
  let isExtended = false;
  for (let index = 0; index < 1000; index += 1) {
    const coded = given.get(`${base}*${index}*`);
    const piece = coded ?? given.get(`${base}*${index}`);
    if (piece === undefined) break;
    isExtended ||= coded !== undefined;
    found.push(piece);
  }
  if (found.length === 0) return undefined;
  return isExtended ? extended(found.join('')) : found.join('');
}

/** `utf-8'en'%C3%A4` */
function extended(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const [, charset = '', coded = text] = /^([^']*)'[^']*'(.*)$/s.exec(text) ?? [];
  const bytes = Buffer.from(
    coded.replaceAll(/%([0-9a-f]{2})/gi, (_coded, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    ),
    'latin1',
  );
  return decodeText(bytes, charset);
}
