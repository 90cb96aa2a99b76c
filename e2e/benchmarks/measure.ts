/** One line of the table: a figure, what it is compared with, and what must be reached. */
export type Figure = {
  readonly name: string;
  readonly measured: number;
  /** measured in the same run; null where the target is absolute */
  readonly against: number | null;
  readonly unit: string;
  /** of `measured`, or of the ratio where `against` is given; with neither bound the figure is only told */
  readonly atMost?: number;
  readonly atLeast?: number;
  /** printed under the table, a line each */
  readonly notes?: readonly string[];
};

/** A figure that could not be taken here, and why: never the same as one that was reached. */
export type Skipped = { readonly name: string; readonly skipped: string };

export function isSkipped(row: Figure | Skipped): row is Skipped {
  return 'skipped' in row;
}

export function verdictOn(row: Figure | Skipped): string {
  if (isSkipped(row)) return `skipped: ${row.skipped}`;
  if (row.atMost === undefined && row.atLeast === undefined) return 'told';
  return isReached(row) ? 'reached' : 'missed';
}

export function ratioOf({ measured, against }: Figure): number | null {
  return against === null ? null : measured / against;
}

export function isReached(figure: Figure): boolean {
  const value = ratioOf(figure) ?? figure.measured;
  if (figure.atMost !== undefined && value > figure.atMost) return false;
  return figure.atLeast === undefined || value >= figure.atLeast;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const index = Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1);
  return sorted[Math.max(0, index)] ?? Number.NaN;
}

/** Both sides in turn, so that what else the machine does meets them alike. */
export async function alternate(
  times: number,
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
): Promise<{ readonly ours: number[]; readonly theirs: number[] }> {
  const results = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < times; round += 1) {
    results.theirs.push(await theirs());
    results.ours.push(await ours());
  }
  return results;
}
