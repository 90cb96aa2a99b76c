/** A number as JSON can hold it: NaN and the infinities are null, and -0, which JSON forgets, is 0. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value + 0 : null;
}
