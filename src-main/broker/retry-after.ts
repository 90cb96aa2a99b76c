/** Milliseconds; `Retry-After` is a number of seconds or an HTTP date. Null where it says neither. */
export function retryAfter(headers: Readonly<Record<string, string>>, now: string): number | null {
  const value = headers['retry-after']?.trim();
  if (value === undefined) return null;
  const wait = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : dateIn(value) - Date.parse(now);
  return Number.isNaN(wait) ? null : Math.max(0, wait);
}

/** Milliseconds since 1970, or NaN. A date without a zone is one of UTC, not of this machine. */
export function dateIn(text: string): number {
  // `1,2` is a date to V8, and so are other texts that mean none.
  if (!/\d:\d\d|^\d{4}-\d\d-\d\d$/.test(text)) return Number.NaN;
  const hasZone = /([A-Z]|[+-]\d\d:?\d\d)$/.test(text) && !/[AP]M$/.test(text);
  return Date.parse(hasZone ? text : `${text}Z`);
}
