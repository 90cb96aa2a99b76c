import type { Cell, Item, Scalar } from '../contract/report.ts';
import { type ItemKind, itemKinds } from '../contract/vocabulary.ts';
import { parseColour } from './colour.ts';
import { finite } from './finite.ts';
import { cleanJson } from './json.ts';
import { listLimits, textLimits } from './limits.ts';
import { isSafeLink } from './link.ts';
import { type Problems, quoted } from './problems.ts';
import { isRecord, member, type UnknownRecord } from './record.ts';
import { cleanLine, cleanText } from './text.ts';

const kindsByName = new Map<string, ItemKind>(itemKinds.map((kind) => [kind.toLowerCase(), kind]));

export function parseKind(value: unknown): ItemKind | undefined {
  return typeof value === 'string' ? kindsByName.get(value.toLowerCase()) : undefined;
}

/** A text, number or truth as it stands; what is none of these becomes its JSON text, or null. */
export function parseScalar(value: unknown, limit: number, problems: Problems): Scalar {
  if (typeof value === 'string')
    return cleanText(value, limit, () => problems.add(`A text was cut at ${limit} characters.`));
  if (typeof value === 'number') return finite(value);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return null;
  problems.add('An object stood where a plain value belongs; it is shown as JSON.');
  return cleanText(JSON.stringify(cleanJson(value, problems.add)), limit);
}

/** An item, or a bare value (which takes `kind`, or the kind that its type suggests). */
export function parseItem(
  input: unknown,
  problems: Problems,
  kind?: ItemKind,
  limit: number = textLimits.value,
): Item {
  return parseNested(input, { problems, limit }, kind, 0);
}

type Nesting = { readonly problems: Problems; readonly limit: number };

function parseNested(
  input: unknown,
  nesting: Nesting,
  kind: ItemKind | undefined,
  depth: number,
): Item {
  if (Array.isArray(input)) return parseComposite(input, nesting, kind, depth);
  if (isRecord(input) && Object.hasOwn(input, 'value'))
    return parseStyled(input, nesting, kind, depth);
  const value = parseScalar(input, nesting.limit, nesting.problems);
  return linkChecked(
    { kind: kind === 'Composite' ? 'String' : (kind ?? kindOf(value)), value },
    nesting.problems,
  );
}

function parseStyled(
  input: UnknownRecord,
  nesting: Nesting,
  fallback: ItemKind | undefined,
  depth: number,
): Item {
  const { problems } = nesting;
  const named = member(input, 'kind');
  const known = parseKind(named);
  if (named !== undefined && named !== null && known === undefined)
    problems.add(`The item kind ${quoted(named)} does not exist; it is shown as text.`);
  const kind = known ?? (named === undefined ? fallback : 'String');
  const item = parseNested(member(input, 'value'), nesting, kind, depth);

  const label = member(input, 'label');
  if (typeof label === 'string' && label !== '') item.label = cleanLine(label, textLimits.label);
  const colour = colourOf(input, 'colour', problems);
  if (colour !== null) item.colour = colour;
  const background = colourOf(input, 'background', problems);
  if (background !== null) item.background = background;
  const size = sizeOf(member(input, 'size'));
  if (size !== null) item.size = size;
  const weight = member(input, 'weight');
  if (weight === 'bold' || weight === 'normal') item.weight = weight;
  if (member(input, 'lines') === true && item.kind === 'Composite') item.lines = true;
  return item;
}

function parseComposite(
  input: readonly unknown[],
  nesting: Nesting,
  kind: ItemKind | undefined,
  depth: number,
): Item {
  const { problems } = nesting;
  if (depth >= listLimits.compositeDepth) {
    problems.add('An item nested too deeply was left out.');
    return { kind: 'String', value: '…' };
  }
  if (input.length > listLimits.compositeItems)
    problems.add(
      `An item with ${input.length} parts was cut at ${listLimits.compositeItems} parts.`,
    );
  const partKind = kind === 'Composite' ? undefined : kind;
  const value = input
    .slice(0, listLimits.compositeItems)
    .map((part) => parseNested(part, nesting, partKind, depth + 1));
  return { kind: 'Composite', value };
}

/** A cell stays bare where it is of its column's kind and has no looks of its own. */
export function parseCell(input: unknown, kind: ItemKind, problems: Problems): Cell {
  if (typeof input === 'number') return finite(input);
  if (typeof input === 'boolean') return input;
  if (input === null || input === undefined) return null;
  if (typeof input === 'string' && kind !== 'Link' && kind !== 'URL')
    return cleanText(input, textLimits.cell, () => problems.add('A cell was cut.'));
  const item = parseItem(input, problems, kind, textLimits.cell);
  const { value } = item;
  const bare = item.kind === kind && Object.keys(item).length === 2 && !Array.isArray(value);
  return bare ? value : item;
}

function linkChecked(item: Item, problems: Problems): Item {
  if ((item.kind !== 'Link' && item.kind !== 'URL') || typeof item.value !== 'string') return item;
  if (isSafeLink(item.value)) return item;
  if (item.kind === 'Link')
    problems.add('A link to something else than http, https or mailto is shown as text.');
  return { ...item, kind: 'String' };
}

function kindOf(value: Scalar): ItemKind {
  if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'Float';
  return typeof value === 'boolean' ? 'Boolean' : 'String';
}

function colourOf(input: UnknownRecord, key: string, problems: Problems): string | null {
  const value = member(input, key);
  if (value === undefined || value === null || value === '') return null;
  const colour = parseColour(value);
  if (colour === null) problems.add(`The colour ${quoted(value)} is not known; it was left out.`);
  return colour;
}

const namedSizes: ReadonlyMap<string, number> = new Map([
  ['x-small', 10],
  ['small', 12],
  ['medium', 14],
  ['large', 18],
  ['x-large', 24],
]);

/** Pixels, from a number, `14px` or a CSS size name; kept between what can be read and what fits. */
function sizeOf(value: unknown): number | null {
  const named = typeof value === 'string' ? namedSizes.get(value.trim().toLowerCase()) : undefined;
  const pixels = named ?? (typeof value === 'string' ? Number.parseFloat(value) : value);
  if (typeof pixels !== 'number' || !Number.isFinite(pixels)) return null;
  return Math.min(48, Math.max(8, pixels));
}
