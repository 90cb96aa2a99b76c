/** Longest path that is told: what is longer names nothing that a person would look for. */
const longestPath = 256;

/** The path that these names make; null when there is none, or none that could be shown. Nameless levels are left out. */
export function pathOf(names: readonly (string | null)[]): string | null {
  const path = names.filter((name) => name !== null && name !== '').join('.');
  return path === '' || path.length > longestPath || /\p{Cc}/u.test(path) ? null : path;
}

/** A name as it is kept: one that is too long stays too long, without its length. */
export function keptName(name: string): string {
  return name.slice(0, longestPath + 1);
}
