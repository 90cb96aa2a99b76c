import type { Comparison } from '../contract/comparison.ts';
import type { TextForm } from '../contract/defang.ts';
import {
  type FindPages,
  openFinds,
  packFinds,
  packValues,
  type ValuePages,
} from '../contract/pages.ts';
import type { FindEdit } from '../contract/paste.ts';
import type { OwnValues, PatternType, PatternTypeProblem } from '../contract/settings.ts';
import { countByType } from '../observables/count.ts';
import {
  applyEdits,
  type Corrected,
  type SettledEdit,
  settledEdits,
  valuesToRun,
} from '../observables/edits.ts';
import { findObservables } from '../observables/find.ts';
import { nameMemory } from '../observables/name-memory.ts';
import { checkPatternTypes } from '../observables/pattern-types/check.ts';
import { patternTypesMemory } from '../observables/pattern-types.ts';
import { rewriteText } from '../observables/rewrite-text.ts';
import { compareReports, type Side } from '../reports/compare.ts';
import { type ParsedReport, parseReport } from '../reports/parse-report.ts';
import { reportText } from '../reports/report-text.ts';
import { readAuthorities } from './authorities.ts';
import { parseForeignJson } from './foreign-json.ts';
import { serveTasks } from './serve-tasks.ts';

const compiled = patternTypesMemory();
const names = nameMemory();

/** What stands in a text. */
export type Extracted = {
  readonly finds: FindPages;
  /** distinct values by type */
  readonly counts: Readonly<Record<string, number>>;
  /** there was more than is looked for */
  readonly cut: boolean;
};

/** Finds as they were found, and what the analyst corrected in them. */
type Correction = {
  readonly finds: FindPages;
  readonly edits: readonly FindEdit[];
  readonly patternTypes?: readonly PatternType[];
};

type ToRun = { readonly includeNoise: boolean };

function correct({ finds, edits, patternTypes }: Correction): Corrected {
  return applyEdits(openFinds(finds), edits, patternTypes && compiled(patternTypes));
}

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
  }): Extracted {
    const { finds, cut } = findObservables(text, {
      memory: names,
      ...(own && { own }),
      ...(patternTypes && { patternTypes: compiled(patternTypes) }),
    });
    return { finds: packFinds(finds), cut, counts: countByType(finds) };
  },

  /** the values that `Enrich` runs */
  valuesToRun({ includeNoise, ...correction }: Correction & ToRun): ValuePages {
    return packValues([...valuesToRun(correct(correction), includeNoise).values()]);
  },

  /** the corrections as a paste keeps them, and the values that `Enrich` runs */
  settle({ includeNoise, ...correction }: Correction & ToRun): {
    readonly settled: readonly SettledEdit[];
    readonly toRun: ValuePages;
  } {
    const finds = openFinds(correction.finds);
    const types = correction.patternTypes && compiled(correction.patternTypes);
    const corrected = applyEdits(finds, correction.edits, types);
    return {
      settled: settledEdits(finds, correction.edits, types),
      toRun: packValues([...valuesToRun(corrected, includeNoise).values()]),
    };
  },

  /** A pattern that is refused for running away takes a tenth of a second to be found out. */
  checkPatternTypes({
    patternTypes,
  }: {
    readonly patternTypes: readonly PatternType[];
  }): readonly PatternTypeProblem[] {
    return checkPatternTypes(patternTypes);
  },

  /** the text with each find, as corrected, in this form */
  rewrite({
    text,
    form,
    ...correction
  }: Correction & { readonly text: string; readonly form: TextForm }): string {
    return rewriteText(text, correct(correction).finds, form);
  },

  readAuthorities,

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
