import type { Comparison } from '../contract/comparison.ts';
import { Failure } from '../contract/failure.ts';
import type { Report, TableRest } from '../contract/report.ts';
import type { Reader } from '../store/store.ts';

/** A pane asks for one badge a tab each time it is opened; runs never change, so neither do answers. */
const remembered = 500;

export type CompareReports = (input: {
  before: { report: Report; tables: TableRest[] };
  after: { report: Report; tables: TableRest[] };
  volatile: readonly string[];
}) => Promise<Omit<Comparison, 'before' | 'after'>>;

/** Compares two stored runs of one enricher, and remembers the latest answers. */
export function createComparisons(
  reader: Pick<Reader, 'run' | 'tableRests'>,
  compare: CompareReports,
  volatileOf: (enricherId: string) => readonly string[],
): (before: number, after: number) => Promise<Comparison> {
  const answers = new Map<string, Promise<Comparison>>();

  async function load(id: number) {
    const [run, tables] = await Promise.all([reader.run(id), reader.tableRests(id)]);
    if (run === null) throw new Failure('NOT_FOUND', `There is no run ${id}.`);
    return { run, tables };
  }

  async function ask(before: number, after: number): Promise<Comparison> {
    const [first, second] = await Promise.all([load(before), load(after)]);
    if (first.run.enricherId !== second.run.enricherId) {
      throw new Failure('BAD_INPUT', 'Only two runs of the same enricher can be compared.');
    }
    if (first.run.report === null || second.run.report === null) {
      return withoutReport(before, after, first.run.outcome === second.run.outcome);
    }
    const difference = await compare({
      before: { report: first.run.report, tables: first.tables },
      after: { report: second.run.report, tables: second.tables },
      volatile: volatileOf(first.run.enricherId),
    });
    return { before, after, ...difference };
  }

  return (before, after) => {
    const key = `${before}:${after}`;
    const answer = answers.get(key) ?? ask(before, after);
    answers.delete(key);
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    const [oldest] = answers.keys();
    if (answers.size > remembered && oldest !== undefined) answers.delete(oldest);
    return answer;
  };
}

function withoutReport(before: number, after: number, unchanged: boolean): Comparison {
  const sentence = unchanged ? 'No difference.' : 'One of the two runs gave no result.';
  return { before, after, unchanged, sentence, facts: [], tables: [], widgets: [] };
}
