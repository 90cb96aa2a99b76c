export type SearchWords = {
  /** all but the last */
  readonly whole: readonly string[];
  readonly last: string;
};

/** The words to look for; null where none of them could stand in a text. */
export function searchWords(typed: string): SearchWords | null {
  const words = typed
    .replaceAll('\0', ' ')
    .split(/\s+/u)
    // A phrase without a letter or digit has no token and would find nothing.
    .filter((word) => /[\p{L}\p{N}\p{Co}]/u.test(word));
  const last = words.at(-1);
  return last === undefined ? null : { whole: words.slice(0, -1), last };
}

/**
 * Whether the last word is taken as it is. A prefix costs as much as all the words that begin with it stand in
 * texts: too much for one or two letters, for a word that is common by itself, and for the end of a value like
 * `evil.example.com` that is found as it is.
 */
export function isWhole(word: string, hits: number, common: number): boolean {
  const isCompound = /[\p{L}\p{N}][^\p{L}\p{N}]+[\p{L}\p{N}]/u.test(word);
  return word.length < 3 || hits > common || (isCompound && hits > 0);
}

/** Each word a quoted phrase, so nothing that is typed can be search syntax. */
export function phrase(word: string): string {
  return `"${word.replaceAll('"', '""')}"`;
}

/** Finds all of the words literally, the last one also as a prefix if so asked, in runs that have all of the keys. */
export function searchQuery(
  words: SearchWords | null,
  { prefix, keys }: { readonly prefix: boolean; readonly keys: readonly string[] },
): string {
  const phrases = words === null ? [] : [...words.whole, words.last].map(phrase);
  return [
    ...(words === null ? [] : [`text : (${phrases.join(' AND ')}${prefix ? ' *' : ''})`]),
    ...keys.map((key) => `keys : "${key}"`),
  ].join(' AND ');
}
