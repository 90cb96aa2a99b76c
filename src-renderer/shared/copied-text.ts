import { csvRow } from '../../src-main/contract/csv.ts';
import { type DefangStyle, defang } from '../../src-main/contract/defang.ts';

/** What values can be copied as. */
export type CopyForm = 'defanged' | 'refanged' | 'csv' | 'markdown' | 'json';

/** `note` stands behind the value where the form has room for words. */
export type CopiedValue = { readonly type: string; readonly value: string; readonly note?: string };

/** Values as text for the clipboard, in the order given. One value alone has no line end. */
export function copiedText(
  form: CopyForm,
  values: readonly CopiedValue[],
  style: DefangStyle,
): string {
  switch (form) {
    case 'defanged':
      return lines(values.map((one) => defang(one, style)));
    case 'refanged':
      return lines(values.map(({ value }) => value));
    case 'csv':
      return [
        ['type', 'value', 'defanged'],
        ...values.map((one) => [one.type, one.value, defang(one, style)]),
      ]
        .map((row) => `${csvRow(row)}\r\n`)
        .join('');
    case 'markdown':
      return values.map((one) => `${markdownLine(one, style)}\n`).join('');
    case 'json':
      return `${JSON.stringify(
        values.map(({ type, value }) => ({
          type,
          value,
          defanged: defang({ type, value }, style),
        })),
        null,
        2,
      )}\n`;
  }
}

function lines(written: readonly string[]): string {
  return written.length === 1 ? written.join('') : written.map((line) => `${line}\n`).join('');
}

/** As code, so that a ticket neither links it nor reads markup into it; the fence is longer than any in the value. */
function markdownLine(one: CopiedValue, style: DefangStyle): string {
  const shown = defang(one, style).replaceAll(/[\r\n]+/g, ' ');
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const code = longest === 0 ? `${fence}${shown}${fence}` : `${fence} ${shown} ${fence}`;
  return `- ${one.type} ${code}${one.note === undefined ? '' : `: ${one.note}`}`;
}
