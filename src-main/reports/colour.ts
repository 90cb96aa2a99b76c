import { colourNames } from './colour-names.ts';

const hexadecimal = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/;

/** `SteelBlue`, `fff`, `#FFFFFF` … as `#rrggbb`; null where the text is no colour that we show. */
export function parseColour(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 40) return null;
  const text = value.trim().toLowerCase();
  const named = colourNames.get(text);
  if (named !== undefined) return named;
  const digits = hexadecimal.exec(text)?.[1];
  if (digits === undefined) return null;
  return `#${digits.length === 6 ? digits : digits.replaceAll(/./g, '$&$&')}`;
}
