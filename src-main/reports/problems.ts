import { cleanLine } from './text.ts';

/** What had to be cut, refused or repaired: one sentence each, repeats counted, at most a hundred. */
export type Problems = {
  readonly add: (sentence: string) => void;
  readonly list: () => string[];
};

const most = 100;

export function collectProblems(): Problems {
  const counts = new Map<string, number>();
  let unlisted = 0;
  return {
    add(sentence) {
      const line = cleanLine(sentence, 400);
      const count = counts.get(line);
      if (count === undefined && counts.size >= most) unlisted += 1;
      else counts.set(line, (count ?? 0) + 1);
    },
    list() {
      const lines = [...counts].map(([line, count]) =>
        count === 1 ? line : `${line} (${count} times)`,
      );
      if (unlisted > 0) lines.push(`${unlisted} further problems are not listed.`);
      return lines;
    },
  };
}

/** A name from the enricher inside a sentence of ours: short, on one line, in quotes. */
export function quoted(name: unknown): string {
  return typeof name === 'string' ? `"${cleanLine(name, 80)}"` : `a ${typeof name}`;
}
