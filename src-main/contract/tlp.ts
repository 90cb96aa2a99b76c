import { type Tlp, tlps } from './vocabulary.ts';

/** An unmarked value (null) ranks below `clear`, but gates treat it apart: it never goes to third parties. */
export function rankOfTlp(tlp: Tlp | null): number {
  return tlp === null ? -1 : tlps.indexOf(tlp);
}

export function highestTlp(marks: Iterable<Tlp | null>): Tlp | null {
  let highest: Tlp | null = null;
  for (const mark of marks) if (rankOfTlp(mark) > rankOfTlp(highest)) highest = mark;
  return highest;
}

/** As people write it: `TLP:AMBER+STRICT`, `unmarked`. */
export function tlpLabel(tlp: Tlp | null): string {
  return tlp === null ? 'unmarked' : `TLP:${tlp.toUpperCase()}`;
}

/** Reads `white`, `TLP:AMBER+STRICT`, `amber-strict`, `Red` …; null where the text is no marking. */
export function parseTlp(text: string): Tlp | null {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/^tlp\s*:\s*/, '')
    .replace(/[-_ ]strict$/, '+strict');
  if (word === 'white') return 'clear';
  return tlps.find((tlp) => tlp === word) ?? null;
}
