/** Scripts that domain names are written in; the rest is told as `Other`. */
const scripts = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Armenian',
  'Cherokee',
  'Hebrew',
  'Arabic',
  'Devanagari',
  'Thai',
  'Georgian',
  'Han',
  'Hiragana',
  'Katakana',
  'Bopomofo',
  'Hangul',
].map((name) => ({ name, pattern: new RegExp(`\\p{Script=${name}}`, 'u') }));

/** Scripts with letters that cannot be told apart by eye: no language mixes them in one word. */
const lookalikes = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Cherokee'];

/** Letters that look the same as a Latin one in common typefaces. */
const latinShapes = new Map([
  // Cyrillic
  ...pairs('асԁеһіјӏорԛѕѵԝху', 'acdehijlopqsvwxy'),
  // Greek
  ...pairs('αιονρ', 'aiovp'),
]);

/** The scripts of a label's letters; digits and hyphens belong to none. */
export function scriptsOf(label: string): string[] {
  const found = new Set<string>();
  for (const character of label) {
    if (!/\p{L}/u.test(character)) continue;
    found.add(scripts.find(({ pattern }) => pattern.test(character))?.name ?? 'Other');
  }
  return [...found];
}

/** Why a label may be meant to be mistaken for another; null where nothing speaks for it. */
export function homographReason(label: string): string | null {
  const found = scriptsOf(label);
  const mixed = found.filter((script) => lookalikes.includes(script));
  if (mixed.length > 1) return `${mixed.join(' and ')} letters in one label: ${label}`;
  if (found.length !== 1 || mixed.length !== 1 || mixed[0] === 'Latin') return null;
  const seen = latinForm(label);
  return seen === null ? null : `every ${mixed[0]} letter of ${label} looks Latin: ${seen}`;
}

function latinForm(label: string): string | null {
  let form = '';
  for (const character of label) {
    const shape = /\p{L}/u.test(character) ? latinShapes.get(character) : character;
    if (shape === undefined) return null;
    form += shape;
  }
  return form;
}

function pairs(letters: string, shapes: string): [string, string][] {
  return [...letters].map((letter, index) => [letter, shapes[index] ?? '']);
}
