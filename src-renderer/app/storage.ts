/** Layout and places only: never what was pasted, which belongs to the data folder alone. */
const prefix = 'flairbench.';

export function recall(name: string): string | null {
  return localStorage.getItem(prefix + name);
}

export function remember(name: string, value: string | null): void {
  if (value === null) localStorage.removeItem(prefix + name);
  else localStorage.setItem(prefix + name, value);
}
