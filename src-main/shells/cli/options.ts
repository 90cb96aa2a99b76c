/** Collects the values of an option that may be given more than once. */
export const gather = (value: string, before: readonly string[] | undefined): string[] => [
  ...(before ?? []),
  value,
];
