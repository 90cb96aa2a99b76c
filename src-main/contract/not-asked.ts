/** Why a source was not asked, in two words, by the code of the gate. */
const words: Readonly<Record<string, string>> = {
  gone: 'not in the paste',
  type: 'other type',
  disabled: 'switched off',
  credential: 'no credential',
  not_configured: 'not set up',
  tlp: 'TLP',
  host_refused: 'hosts not confirmed',
  internal_value: 'own value',
  own_values_not_said: 'own values not said',
  active_not_chosen: 'not ticked',
  act_by_hand_only: 'by hand only',
  air_gapped: 'offline',
  quota: 'quota',
  rate_limited: 'rate limit',
  unavailable: 'source unreachable',
  not_asked: 'not chosen',
};

/** One reason in words: `own values not said`; one of a later version as it is, without underscores. */
export function reasonWords(reason: string): string {
  return words[reason] ?? reason.replaceAll('_', ' ');
}

/**
 * `3 of 12 were not asked: TLP, no credential, offline`, each reason once and in the order of the gates; null where
 * all were asked.
 * @param total how many could have been asked
 * @param reasons one for each that was not
 */
export function notAskedWords(total: number, reasons: readonly string[]): string | null {
  if (reasons.length === 0) return null;
  const order = Object.keys(words);
  const distinct = [...new Set(reasons)].sort((a, b) => placeOf(order, a) - placeOf(order, b));
  const why = [...new Set(distinct.map(reasonWords))];
  const verb = reasons.length === 1 ? 'was' : 'were';
  return `${reasons.length} of ${total} ${verb} not asked: ${why.join(', ')}`;
}

function placeOf(order: readonly string[], reason: string): number {
  const place = order.indexOf(reason);
  return place === -1 ? order.length : place;
}
