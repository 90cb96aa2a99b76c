import type { Cell, Item, Widget } from '../contract/report.ts';
import { parseChart } from './chart/parse-chart.ts';
import { finite } from './finite.ts';
import { parseItem } from './item.ts';
import { cleanJson } from './json.ts';
import { listLimits, textLimits } from './limits.ts';
import { lineOf } from './metadata.ts';
import { type Problems, quoted } from './problems.ts';
import { isRecord, member, type UnknownRecord } from './record.ts';
import { parseTable } from './table.ts';
import { cleanText } from './text.ts';

export type ParsedWidget = {
  readonly widget: Widget;
  /** rows of a table past those inline */
  readonly rest: readonly (readonly Cell[])[];
  /** UTF-16 units of a table's cells, which do not count as the report's own */
  readonly tableCharacters: number;
};

/**
 * One widget; null where it is none that we know. `where` (`Widget 3`) begins the sentences about it, `room`
 * is how many UTF-16 units of table cells may still be taken.
 */
export function parseWidget(
  input: unknown,
  where: string,
  room: number,
  problems: Problems,
): ParsedWidget | null {
  if (typeof input === 'string' || typeof input === 'number')
    return alone(textWidget(input, problems));
  if (!isRecord(input)) {
    problems.add(`${where} is no object; it was left out.`);
    return null;
  }
  const title = lineOf(member(input, 'title'), textLimits.title);
  const titled = title === '' ? {} : { title };
  const type = member(input, 'type');
  switch (type) {
    case 'text':
      return alone(textWidget(input, problems));
    case 'markdown':
      return alone({
        type,
        ...titled,
        markdown: markdownOf(member(input, 'markdown'), where, problems),
      });
    case 'table': {
      const { widget, rest, characters } = parseTable(input, where, room, problems);
      return { widget: { ...widget, ...titled }, rest, tableCharacters: characters };
    }
    case 'chart':
      return alone({ type, ...titled, ...parseChart(member(input, 'options')) });
    case 'json':
      return alone({
        type,
        ...titled,
        value: cleanJson(member(input, 'value'), (sentence) =>
          problems.add(`${where}: ${sentence}`),
        ),
      });
    case 'badges':
      return alone({ type, ...titled, items: badgesOf(member(input, 'items'), where, problems) });
    case 'geo':
      return alone(geoWidget(input, titled, where, problems));
    case 'rule':
      return alone({ type });
    default:
      problems.add(`${where} has the type ${quoted(type)}, which does not exist; it was left out.`);
      return null;
  }
}

function alone(widget: Widget): ParsedWidget {
  return { widget, rest: [], tableCharacters: 0 };
}

function textWidget(input: unknown, problems: Problems): Widget {
  const given = isRecord(input) && Object.hasOwn(input, 'item') ? input['item'] : textOf(input);
  const lineBreak = isRecord(input) && member(input, 'lineBreak') === false;
  return { type: 'text', item: parseItem(given, problems), lineBreak: !lineBreak };
}

/** `{type: 'text', text: '…'}` and `{type: 'text', value: '…'}` are what people write from memory. */
function textOf(input: unknown): unknown {
  if (!isRecord(input)) return input;
  return member(input, 'text') ?? member(input, 'value') ?? '';
}

/** Markdown is data: the reader's sanitiser decides what of it is drawn. */
function markdownOf(input: unknown, where: string, problems: Problems): string {
  if (typeof input === 'string')
    return cleanText(input, textLimits.markdown, () =>
      problems.add(`${where}: its markdown was cut at 1 MiB.`),
    );
  problems.add(`${where}: its markdown is no text.`);
  return '';
}

function badgesOf(input: unknown, where: string, problems: Problems): Item[] {
  if (!Array.isArray(input)) {
    problems.add(`${where}: its items are no list.`);
    return [];
  }
  if (input.length > listLimits.badges)
    problems.add(`${where}: ${input.length} badges were cut at ${listLimits.badges}.`);
  return input
    .slice(0, listLimits.badges)
    .map((item) => parseItem(item, problems, undefined, textLimits.label));
}

type GeoPoint = Extract<Widget, { type: 'geo' }>['points'][number];

function geoWidget(
  input: UnknownRecord,
  titled: { title?: string },
  where: string,
  problems: Problems,
): Widget {
  const given = listOf(member(input, 'points'));
  if (given.length > listLimits.points)
    problems.add(`${where}: ${given.length} points were cut at ${listLimits.points}.`);
  const points = given
    .slice(0, listLimits.points)
    .map(pointOf)
    .filter((point) => point !== null);
  if (points.length < Math.min(given.length, listLimits.points))
    problems.add(`${where}: a point without a latitude and longitude on Earth was left out.`);

  const countries = listOf(member(input, 'countries')).slice(0, listLimits.countries);
  const codes = countries
    .map((code) => (typeof code === 'string' ? code.trim().toUpperCase() : ''))
    .filter((code) => /^[A-Z]{2}$/.test(code));
  if (codes.length < countries.length)
    problems.add(`${where}: a country that is no two-letter code was left out.`);
  return { type: 'geo', ...titled, points, countries: codes };
}

function pointOf(input: unknown): GeoPoint | null {
  if (!isRecord(input)) return null;
  const latitude = numberOf(member(input, 'latitude'));
  const longitude = numberOf(member(input, 'longitude'));
  if (latitude === null || longitude === null) return null;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
  const label = lineOf(member(input, 'label'), textLimits.label);
  const radius = numberOf(member(input, 'radiusKilometres'));
  return {
    latitude,
    longitude,
    ...(label !== '' && { label }),
    ...(radius !== null && radius >= 0 && { radiusKilometres: Math.min(radius, 20_040) }),
  };
}

function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' ? finite(number) : null;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
