import { parseColour } from '../colour.ts';
import { cleanText } from '../text.ts';

/**
 * Labels of a chart. Highcharts reads every text as pseudo HTML; ours may hold `<b>`, `<i>`, `<br>` and
 * `<span style="…">`, written anew from what was understood. Any other `<` becomes `&lt;`, so that markup in
 * a value is seen as the text it is.
 */
export function cleanMarkup(text: string, limit: number, onCut?: () => void): string {
  const clean = cleanText(text, limit, onCut);
  if (!clean.includes('<')) return clean;
  return clean.replaceAll(
    /<(?:(\/?[a-z]{1,6})\s*([^<>]{0,300})>)?/gi,
    (_whole, name, attributes) => {
      const rest: unknown = attributes;
      const tag = typeof name === 'string' ? tagOf(name.toLowerCase(), String(rest ?? '')) : null;
      return tag ?? `&lt;${String(_whole).slice(1)}`;
    },
  );
}

const simpleTags: ReadonlyMap<string, string> = new Map([
  ['b', '<b>'],
  ['/b', '</b>'],
  ['strong', '<b>'],
  ['/strong', '</b>'],
  ['i', '<i>'],
  ['/i', '</i>'],
  ['em', '<i>'],
  ['/em', '</i>'],
  ['br', '<br/>'],
  ['/br', '<br/>'],
  ['/span', '</span>'],
]);

function tagOf(name: string, attributes: string): string | null {
  const simple = simpleTags.get(name);
  if (simple !== undefined) return attributes.replace('/', '').trim() === '' ? simple : null;
  if (name !== 'span') return null;
  if (attributes.trim() === '') return '<span>';
  const style = /^style\s*=\s*(?:"([^"]*)"|'([^']*)')\s*$/i.exec(attributes.trim());
  if (style === null) return null;
  const declarations = (style[1] ?? style[2] ?? '')
    .split(';')
    .map(declarationOf)
    .filter((declaration) => declaration !== null);
  return declarations.length === 0 ? '<span>' : `<span style="${declarations.join(';')}">`;
}

const stylePatterns: ReadonlyMap<string, RegExp> = new Map([
  ['font-size', /^\d{1,2}(\.\d{1,2})?(px|pt|em|rem)$|^\d{1,3}%$/],
  ['font-weight', /^(normal|bold|lighter|bolder|[1-9]00)$/],
  ['font-style', /^(normal|italic)$/],
  ['text-decoration', /^(none|underline|line-through)$/],
]);
const colourPlaceholder = /^\{(point|series|point\.series)\.color\}$/;

function declarationOf(declaration: string): string | null {
  const colon = declaration.indexOf(':');
  const property = declaration.slice(0, Math.max(0, colon)).trim().toLowerCase();
  const value = declaration.slice(colon + 1).trim();
  if (property === 'color' || property === 'fill') {
    const colour = colourPlaceholder.test(value) ? value : parseColour(value);
    return colour === null ? null : `color:${colour}`;
  }
  return stylePatterns.get(property)?.test(value) === true ? `${property}:${value}` : null;
}

/** The words of a label without its markup, for search and export. */
export function labelText(label: string): string {
  return label
    .replaceAll(/<br\/>/g, ' ')
    .replaceAll(/<\/?(?:b|i|span)(?: style="[^"<>]*")?>/g, '')
    .replaceAll('&lt;', '<');
}
