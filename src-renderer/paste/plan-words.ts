import type { Plan, PlanLine } from '../../src-main/contract/paste.ts';
import { type Audience, tellsOutsiders } from '../../src-main/contract/vocabulary.ts';

export const audienceWords: { readonly [audience in Audience]: string } = {
  offline: 'nothing leaves',
  own: 'your own instance',
  third_party: 'third party',
  publishes: 'public',
};

/** `offline 12 · AbuseIPDB 30 (at most 412 of 1000 left)`: the price before the click. */
export function planWords(plan: Plan): string {
  const chosen = plan.lines.filter((line) => line.chosen);
  const offline = chosen.filter((line) => line.audience === 'offline');
  const outside = chosen.filter((line) => line.audience !== 'offline' && line.runs > 0);
  const fresh = sum(chosen, (line) => line.reused);
  const parts = [`offline ${sum(offline, (line) => line.runs)}`];
  for (const line of outside) {
    // Whose count it is stands in the list of enrichers.
    const left = line.quota?.replace(/ \(.*\)$/, '') ?? null;
    parts.push(`${line.title} ${line.runs}${left === null ? '' : ` (${left})`}`);
  }
  if (fresh > 0) parts.push(`${fresh} still fresh`);
  return parts.join(' · ');
}

export function tellsWords({ hosts }: Pick<Plan, 'hosts'>): string {
  if (hosts.length === 0) return 'tells nobody';
  return hosts.length === 1 ? 'tells 1 host' : `tells ${hosts.length} hosts`;
}

function sum(lines: readonly PlanLine[], of: (line: PlanLine) => number): number {
  return lines.reduce((total, line) => total + of(line), 0);
}

/** Whether a run would show a value to somebody outside the organisation. */
export function leavesTheHouse(plan: Plan): boolean {
  return plan.lines.some((line) => line.chosen && line.runs > 0 && tellsOutsiders(line.audience));
}
