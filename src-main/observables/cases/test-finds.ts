import { describe, expect, test } from 'vitest';
import { findObservables } from '../find.ts';

/**
 * A text; what is to be found in it, `type value` joined by ` · `, without what is nested in another find; and, where
 * opinions on the rest may differ, the types that are compared.
 */
type Row = readonly [text: string, finds: string, types?: string];

export function testFinds(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    for (const [text, finds, types] of rows) {
      test(`in ${JSON.stringify(text)}`, () => {
        expect(outermostFinds(text, types?.split(' ')).join(' · ')).toBe(finds);
      });
    }
  });
}

function outermostFinds(text: string, types?: readonly string[]): string[] {
  return findObservables(text)
    .finds.filter(({ type, nestedIn }) => nestedIn === undefined && (types?.includes(type) ?? true))
    .map(({ type, value }) => `${type} ${value}`);
}
