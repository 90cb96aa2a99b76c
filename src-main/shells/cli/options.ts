import { UsageError } from './usage-error.ts';

/** Collects the values of an option that may be given more than once. */
export const gather = (value: string, before: readonly string[] | undefined): string[] => [
  ...(before ?? []),
  value,
];

/** The names and values of an option that takes `NAME=VALUE` and may be given more than once. */
export function namedValues(
  pairs: readonly string[] | undefined,
  option: string,
): [name: string, value: string][] {
  return (pairs ?? []).map((pair) => {
    const split = pair.indexOf('=');
    if (split < 1) throw new UsageError(`"${pair}" has no name: write ${option} NAME=VALUE.`);
    return [pair.slice(0, split), pair.slice(split + 1)];
  });
}

/** Runs and pastes are numbered from 1. */
export function idNumber(text: string, of: 'run' | 'paste'): number {
  const id = Number(text);
  if (!Number.isSafeInteger(id) || id < 1) throw new UsageError(`"${text}" is no ${of} number.`);
  return id;
}

/** How many rows are wanted at most. */
export function limitOf({ limit }: { readonly limit: string }): number {
  const wanted = Number(limit);
  if (!Number.isSafeInteger(wanted) || wanted < 1 || wanted > 1000) {
    throw new UsageError('--limit takes a number from 1 to 1000.');
  }
  return wanted;
}
