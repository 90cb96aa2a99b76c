/** Milliseconds; `Retry-After` is a number of seconds or an HTTP date. Null where it says neither. */
export function retryAfter(headers: Readonly<Record<string, string>>, now: string): number | null {
  const value = headers['retry-after']?.trim();
  if (value === undefined) return null;
  const wait = /^\d+(\.\d+)?$/.test(value)
    ? Number(value) * 1000
    : Date.parse(value) - Date.parse(now);
  return Number.isNaN(wait) ? null : Math.max(0, wait);
}
