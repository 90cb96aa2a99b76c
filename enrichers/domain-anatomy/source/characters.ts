/** The classes that the chart counts, in its order. */
export const characterClasses = [
  'Vowels',
  'Consonants',
  'Digits',
  'Hyphens',
  'Other letters',
  'Other',
];

/** How many characters of each class a text holds, in the order of `characterClasses`. */
export function countClasses(text: string): number[] {
  const counts = characterClasses.map(() => 0);
  for (const character of text) {
    const index = classOf(character);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}

function classOf(character: string): number {
  if (/[aeiou]/.test(character)) return 0;
  if (/[a-z]/.test(character)) return 1;
  if (/[0-9]/.test(character)) return 2;
  if (character === '-') return 3;
  return /\p{L}/u.test(character) ? 4 : 5;
}

/** Shannon entropy in bits a character, two decimals. */
export function entropy(text: string): number {
  const characters = [...text];
  const counts = new Map<string, number>();
  for (const character of characters) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) {
    const share = count / characters.length;
    bits -= share * Math.log2(share);
  }
  return Math.round(bits * 100) / 100;
}
