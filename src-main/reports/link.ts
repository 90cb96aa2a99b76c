const schemes = new Set(['http', 'https', 'mailto']);

/**
 * Whether a link may stand as a link: http(s), mailto, or relative (those pivot inside the bench). Read as a
 * browser reads it: white space and control characters in front or inside do not hide a scheme.
 */
export function isSafeLink(target: string): boolean {
  const seen = target.replaceAll(/[\p{Cc}\p{Zs}]/gu, '').toLowerCase();
  // `//host` and `\\host` look relative and name another machine.
  if (/^[\\/]{2}/.test(seen)) return false;
  const scheme = /^([^/?#:]*):/.exec(seen)?.[1];
  return scheme === undefined || schemes.has(scheme);
}
