/** Layout and places only: never what was pasted, which belongs to the data folder alone. */
const prefix = 'flairbench.';

/** Found out anew: the newest paste is opened, and the theme is one of the settings. */
const perStart = new Set(['paste', 'observable', 'theme']);

type Memory = Record<string, string>;
let onChange: (memory: Memory) => void = () => {};
const onFilled = new Set<() => void>();

export function recall(name: string): string | null {
  return localStorage.getItem(prefix + name);
}

export function remember(name: string, value: string | null): void {
  if (value === recall(name)) return;
  if (value === null) localStorage.removeItem(prefix + name);
  else localStorage.setItem(prefix + name, value);
  onChange(everything());
}

/** Hands everything on whenever something changes; returns what ends that. */
export function handOnMemory(listener: (memory: Memory) => void): () => void {
  onChange = listener;
  return () => {
    onChange = () => {};
  };
}

/** Takes over what the host kept, where this browser knows nothing: over loopback each start is another origin. */
export function fillMemory(memory: Memory): void {
  if (Object.keys(everything()).length > 0) return;
  for (const [name, value] of Object.entries(memory)) localStorage.setItem(prefix + name, value);
  for (const listener of onFilled) listener();
}

export function whenFilled(listener: () => void): () => void {
  onFilled.add(listener);
  return () => onFilled.delete(listener);
}

function everything(): Memory {
  return Object.fromEntries(
    Object.entries(localStorage)
      .filter(([name]) => name.startsWith(prefix) && !perStart.has(name.slice(prefix.length)))
      .map(([name, value]) => [name.slice(prefix.length), String(value)]),
  );
}
