import type { Plan, PlanLine } from '../../src-main/contract/paste.ts';
import { areTooManyToName, hostCount } from '../shared/host-words.ts';
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

/** Those of a long list, of which a run asks a few, are counted apart: `tells 1 host · RDAP tells some of 372 hosts`. */
export function tellsWords(plan: Plan): string {
  const { named, listed } = whoIsTold(plan);
  const parts = named.length > 0 ? [`tells ${hostCount(named)}`] : [];
  parts.push(...listed.map(({ title, hosts }) => `${title} tells ${hostCount(hosts)}`));
  return parts.join(' · ') || 'tells nobody';
}

/** Host by host, where a person would read it. */
export function toldHosts(plan: Plan, shown: (host: string) => string): string {
  const { named, listed } = whoIsTold(plan);
  const some = listed.map(({ title, hosts }) => `${hostCount(hosts)} of ${title}`);
  return [...named.map(shown), ...some].join(', ');
}

function whoIsTold({ lines }: Plan) {
  const telling = lines.filter(({ chosen, runs }) => chosen && runs > 0);
  const [listed = [], short = []] = [true, false].map((isLong) =>
    telling.filter(({ hosts }) => areTooManyToName(hosts) === isLong),
  );
  return { listed, named: [...new Set(short.flatMap(({ hosts }) => hosts))].sort() };
}

function sum(lines: readonly PlanLine[], of: (line: PlanLine) => number): number {
  return lines.reduce((total, line) => total + of(line), 0);
}

/** Whether a run would show a value to somebody outside the organisation. */
export function leavesTheHouse(plan: Plan): boolean {
  return plan.lines.some((line) => line.chosen && line.runs > 0 && tellsOutsiders(line.audience));
}
