import type { Comparison } from '../contract/comparison.ts';
import type { RowChanges } from './compare-rows.ts';

/** `2 facts changed, 3 rows new.` or `No difference.` */
export function changeSentence(
  facts: Comparison['facts'],
  tables: readonly RowChanges[],
  widgets: readonly string[],
): string {
  const parts = [
    counted(facts.filter((fact) => 'before' in fact && 'after' in fact).length, 'fact', 'changed'),
    counted(facts.filter((fact) => !('before' in fact)).length, 'fact', 'new'),
    counted(facts.filter((fact) => !('after' in fact)).length, 'fact', 'gone'),
  ];
  for (const noun of new Set(tables.map((table) => table.noun))) {
    const own = tables.filter((table) => table.noun === noun);
    const sum = (rows: 'added' | 'removed' | 'changed') =>
      own.reduce((count, table) => count + table[rows].length, 0);
    parts.push(
      counted(sum('changed'), noun, 'changed'),
      counted(sum('added'), noun, 'new'),
      counted(sum('removed'), noun, 'gone'),
    );
  }
  parts.push(counted(widgets.length, 'widget', 'changed'));
  const said = parts.filter((part) => part !== '');
  return said.length === 0 ? 'No difference.' : `${said.join(', ')}.`;
}

function counted(count: number, noun: string, verb: string): string {
  if (count === 0) return '';
  return `${count} ${noun}${count === 1 ? '' : 's'} ${verb}`;
}
