import type { Limits, SaidUsage } from '../limits/limits.ts';
import { dateIn } from './retry-after.ts';

/** What the headers of an answer say about a quota; null where they say nothing. Their names are in lower case. */
export function usageOf(
  headers: Readonly<Record<string, string>>,
  usage: Limits['usage'],
  now: string,
): SaidUsage | null {
  if (usage === null || 'url' in usage) return null;
  const read = (name: string | undefined) =>
    name === undefined ? undefined : headers[name.toLowerCase()];
  const said = {
    limit: countIn(read(usage.limit)),
    left: countIn(read(usage.left)),
    resetAt: resetAt(read(usage.reset), Date.parse(now)),
  };
  return said.limit === null && said.left === null ? null : said;
}

/** `1000`, and the first of several windows in `1000, 5000;w=3600`. */
export function countIn(text: unknown): number | null {
  const digits = /^\s*(\d{1,15})(?![\d.])/.exec(String(text ?? ''))?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Sources write it as seconds from now, as seconds or milliseconds since 1970, and as a date. */
function resetAt(text: string | undefined, now: number): number | null {
  if (text === undefined) return null;
  const number = Number(text);
  if (text.trim() === '') return null;
  if (Number.isNaN(number)) {
    const date = dateIn(text.trim());
    return Number.isNaN(date) ? null : date;
  }
  if (number > 1e11) return number;
  return number > 1e9 ? number * 1000 : now + number * 1000;
}
