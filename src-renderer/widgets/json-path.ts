/** One step down: `.name`, `["two words"]` or `[0]`, as JSONPath and jq read them. */
export function pathStep(key: string | number): string {
  if (typeof key === 'number') return `[${key}]`;
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

/** What stands behind a closed node: `{3}`, `[12]`. */
export function sizeNote(value: object): string {
  return Array.isArray(value) ? `[${value.length}]` : `{${Object.keys(value).length}}`;
}
