import type { Comparison } from '../contract/comparison.ts';
import type { TextForm } from '../contract/defang.ts';
import type { Extraction } from '../contract/paste.ts';
import type { OwnValues, PatternType, PatternTypeProblem } from '../contract/settings.ts';
import { countByType } from '../observables/count.ts';
import { findObservables } from '../observables/find.ts';
import { checkPatternTypes } from '../observables/pattern-types/check.ts';
import { patternTypesMemory } from '../observables/pattern-types.ts';
import { type Place, rewriteText } from '../observables/rewrite-text.ts';
import { compareReports, type Side } from '../reports/compare.ts';
import { type ParsedReport, parseReport } from '../reports/parse-report.ts';
import { reportText } from '../reports/report-text.ts';
import { parseForeignJson } from './foreign-json.ts';
import { serveTasks } from './serve-tasks.ts';

const compiled = patternTypesMemory();

const tasks = {
  /** finds the observables in a text */
  extract({
    text,
    own,
    patternTypes,
  }: {
    readonly text: string;
    readonly own?: OwnValues;
    readonly patternTypes?: readonly PatternType[];
  }): Extraction {
    const { finds, cut } = findObservables(text, {
      ...(own && { own }),
      ...(patternTypes && { patternTypes: compiled(patternTypes) }),
    });
    return { finds, cut, counts: countByType(finds) };
  },

  /** A pattern that is refused for running away takes a tenth of a second to be found out. */
  checkPatternTypes({
    patternTypes,
  }: {
    readonly patternTypes: readonly PatternType[];
  }): readonly PatternTypeProblem[] {
    return checkPatternTypes(patternTypes);
  },

  /** the text with each find in this form */
  rewrite({
    text,
    finds,
    form,
  }: {
    readonly text: string;
    readonly finds: readonly Place[];
    readonly form: TextForm;
  }): string {
    return rewriteText(text, finds, form);
  },

  /** what an enricher gave as the one report model; bytes are the UTF-8 of its JSON text */
  parse({
    input,
    context,
  }: {
    readonly input: unknown;
    readonly context: { readonly title: string };
  }): ParsedReport & { readonly searchText: string } {
    const parsed = parseReport(input instanceof Uint8Array ? fromBytes(input) : input, context);
    return { ...parsed, searchText: reportText(parsed.report) };
  },

  compare({
    before,
    after,
    volatile,
  }: {
    readonly before: Side;
    readonly after: Side;
    readonly volatile: readonly string[];
  }): Omit<Comparison, 'before' | 'after'> {
    return compareReports(before, after, { volatile });
  },
};
export type WorkbenchTasks = typeof tasks;

/** Text that is no JSON after all is no report either: the parser says so in the report's problems. */
function fromBytes(bytes: Uint8Array): unknown {
  try {
    return parseForeignJson(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

serveTasks(tasks);
