/**
 * Bounds of single texts and lists, in UTF-16 units and entries; those of a whole report are in the contract.
 * Facts, tags, related values and messages together stay below those 16 MiB: only widgets have to be left out.
 */
export const textLimits = {
  title: 300,
  label: 1000,
  description: 4000,
  verdictSentence: 120,
  verdictReason: 1000,
  value: 16_384,
  cell: 8192,
  factName: 200,
  factValue: 2048,
  message: 2000,
  markdown: 1024 * 1024,
  related: 65_536,
} as const;

export const listLimits = {
  columns: 100,
  compositeItems: 200,
  compositeDepth: 4,
  badges: 1000,
  points: 5000,
  countries: 300,
  facts: 1000,
  tags: 500,
  related: 5000,
  /** UTF-16 units of all related values with their fields */
  relatedCharacters: 1_300_000,
  relatedFields: 50,
  messages: 200,
  jsonNodes: 200_000,
  jsonDepth: 40,
  /** UTF-16 units of all cells of one report */
  tableCharacters: 64 * 1024 * 1024,
} as const;
