import { type DefangStyle, defang, defangAddress } from '../../src-main/contract/defang.ts';
import type { Observable } from '../../src-main/contract/observable.ts';
import type { Cell, Item, Scalar } from '../../src-main/contract/report.ts';
import type { ItemKind } from '../../src-main/contract/vocabulary.ts';

const typesOfKinds: { readonly [kind in ItemKind]?: string } = {
  Domain: 'domain',
  IPv4: 'ipv4',
  IPv6: 'ipv6',
  Email: 'email',
  URL: 'url',
  AS: 'asn',
  NSRecord: 'nsrecord',
};

const hashTypesByLength = new Map([
  [32, 'md5'],
  [40, 'sha1'],
  [64, 'sha256'],
  [128, 'sha512'],
]);

/** The observable that a value of this kind names; null where it names none (text, numbers, unknown hashes). */
export function observableOf(kind: ItemKind, value: Scalar): Observable | null {
  if (value === null || typeof value === 'boolean' || value === '') return null;
  const text = String(value).trim();
  if (kind === 'Hash') {
    const type = /^[0-9a-f]+$/i.test(text) ? hashTypesByLength.get(text.length) : undefined;
    return type === undefined ? null : { type, value: text.toLowerCase() };
  }
  const type = typesOfKinds[kind];
  if (type === undefined) return null;
  if (type === 'asn')
    return /^(AS)?\d+$/i.test(text) ? { type, value: `AS${text.replace(/^AS/i, '')}` } : null;
  return { type, value: type === 'domain' || type === 'nsrecord' ? text.toLowerCase() : text };
}

/** `2026-11-20 09:46 UTC` from an ISO time or an epoch (seconds or milliseconds); other text as it stands. */
function showTime(value: Scalar, withTime: boolean): string {
  const text = String(value);
  const iso = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:\.\d+)?(Z|\+00:?00)?)?$/.exec(text);
  if (iso !== null) {
    const [, date = '', minutes, , zone] = iso;
    if (!withTime || minutes === undefined) return date;
    return `${date} ${minutes}${zone === undefined ? '' : ' UTC'}`;
  }
  if (typeof value !== 'number') return text;
  // An epoch past 1e11 seconds would be the year 5138: it counts milliseconds.
  const date = new Date(Math.abs(value) > 1e11 ? value : value * 1000);
  return Number.isNaN(date.valueOf()) ? text : showTime(date.toISOString(), withTime);
}

/** What stands on the screen for one scalar: defanged, times in UTC, an en dash for nothing. */
export function shownText(kind: ItemKind, value: Scalar, style: DefangStyle): string {
  if (value === null || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (kind === 'Date' || kind === 'DateTime') return showTime(value, kind === 'DateTime');
  if (kind === 'Link') return defangAddress(String(value), style);
  const observable = observableOf(kind, value);
  if (observable === null) return String(value);
  const shown = kind === 'AS' ? observable.value : String(value).trim();
  return defang({ type: observable.type, value: shown }, style);
}

export function isNumeric(kind: ItemKind): boolean {
  return kind === 'Integer' || kind === 'Float';
}

/** A cell with its kind said: its own, or that of its column. */
export function itemOfCell(cell: Cell, kind: ItemKind): Item {
  return typeof cell === 'object' && cell !== null ? cell : { kind, value: cell };
}

/**
 * A cell as text, for copies, filters and order: canonical, or with observables and links defanged where a style is
 * named. A composite's parts are joined by `, `.
 */
export function plainText(
  cell: Cell,
  kind: ItemKind = 'String',
  style: DefangStyle | null = null,
): string {
  if (cell === null) return '';
  const item = itemOfCell(cell, kind);
  if (Array.isArray(item.value)) {
    return item.value.map((part) => plainText(part, part.kind, style)).join(', ');
  }
  const value = scalarText(item.kind, item.value, style);
  if (item.label === undefined || item.label === String(item.value)) return value;
  return value === '' ? item.label : `${item.label} (${value})`;
}

function scalarText(kind: ItemKind, value: Scalar, style: DefangStyle | null): string {
  if (value === null) return '';
  const text = String(value);
  if (style === null) return text;
  if (kind === 'Link') return defangAddress(text, style);
  const type = observableOf(kind, value)?.type;
  return type === undefined ? text : defang({ type, value: text }, style);
}
