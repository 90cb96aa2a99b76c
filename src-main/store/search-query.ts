/** The words by which a search is narrowed to an enricher or an observable inside the index itself. */
export function keysOf(run: { readonly enricher: number; readonly observable: number }): string {
  return `e${run.enricher} o${run.observable}`;
}

/**
 * An FTS5 query that finds all of the words literally, the last one as a prefix; null where there is nothing to
 * look for. Each word is a quoted phrase, so nothing that is typed can be search syntax.
 */
export function searchQuery(
  words: string,
  filter: { readonly enricher?: number | undefined; readonly observable?: number | undefined },
): string | null {
  const phrases = words
    .replaceAll('\0', ' ')
    .split(/\s+/u)
    // A phrase without a letter or digit has no token and would find nothing.
    .filter((word) => /[\p{L}\p{N}\p{Co}]/u.test(word))
    .map((word) => `"${word.replaceAll('"', '""')}"`);
  if (phrases.length === 0) return null;
  const keys = [
    ...(filter.enricher === undefined ? [] : [`keys : "e${filter.enricher}"`]),
    ...(filter.observable === undefined ? [] : [`keys : "o${filter.observable}"`]),
  ];
  return [`text : (${phrases.join(' AND ')} *)`, ...keys].join(' AND ');
}
