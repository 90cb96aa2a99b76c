import { internalSuffixes, specialSuffixes } from './words.ts';

export function lastLabel(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

export function firstLabel(name: string): string {
  const dot = name.indexOf('.');
  return dot < 0 ? name : name.slice(0, dot);
}

/** Names beside the public DNS that an analyst still wants: hidden services, and what documents stand for a name with. */
export function isSpecialName(host: string): boolean {
  return specialSuffixes.has(lastLabel(host));
}

/** Names of internal zones. Two labels are too often code (`foo.internal`). */
export function isInternalName(host: string): boolean {
  return internalSuffixes.has(lastLabel(host)) && host.split('.').length > 2;
}

/** The longest of `names` that `host` is or stands under, or null. As many look-ups as the host has labels. */
export function nameAbove(host: string, names: Pick<ReadonlySet<string>, 'has'>): string | null {
  for (let at = 0; at >= 0; at = host.indexOf('.', at + 1)) {
    const name = at === 0 ? host : host.slice(at + 1);
    if (names.has(name)) return name;
  }
  return null;
}
