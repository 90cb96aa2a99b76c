import type { Refusal } from '../../contract/report.ts';
import { cleanLine } from '../text.ts';

/** Keys that were left out of a chart, each once, at most fifty. */
export type Refusals = {
  readonly add: (key: string, sentence: string) => void;
  readonly list: () => Refusal[];
};

const most = 50;

export function collectRefusals(): Refusals {
  const byKey = new Map<string, Refusal>();
  let unlisted = 0;
  return {
    add(key, sentence) {
      const refusal = refusalOf(key, sentence);
      if (byKey.has(refusal.key)) return;
      if (byKey.size < most) byKey.set(refusal.key, refusal);
      else unlisted += 1;
    },
    list() {
      const refusals = [...byKey.values()];
      if (unlisted > 0)
        refusals.push({ key: '', sentence: `${unlisted} further keys were left out.` });
      return refusals;
    },
  };
}

/** `sentence` continues the quoted key: `… is a function.` */
export function refusalOf(key: string, sentence: string): Refusal {
  const name = cleanLine(key, 120);
  return { key: name, sentence: cleanLine(name === '' ? sentence : `"${name}" ${sentence}`, 300) };
}

export function pathTo(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}
