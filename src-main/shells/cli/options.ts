import { UsageError } from './usage-error.ts';

/** Collects the values of an option that may be given more than once. */
export const gather = (value: string, before: readonly string[] | undefined): string[] => [
  ...(before ?? []),
  value,
];

/** Runs and pastes are numbered from 1. */
export function idNumber(text: string, of: 'run' | 'paste'): number {
  const id = Number(text);
  if (!Number.isSafeInteger(id) || id < 1) throw new UsageError(`"${text}" is no ${of} number.`);
  return id;
}
