import type { Observable } from '../contract/observable.ts';
import { rankOfTlp, tlpLabel } from '../contract/tlp.ts';
import { type Choice, type SkipReason, type Tlp, tellsOutsiders } from '../contract/vocabulary.ts';
import type { QuotaStanding } from '../limits/quota.ts';
import { isFreeText } from '../observables/internal.ts';
import type { ConfiguredEnricher } from './configured.ts';

export type GateFacts = {
  readonly enricher: ConfiguredEnricher;
  readonly observable: Observable;
  /** effective: the highest of every paste it stands in */
  readonly tlp: Tlp | null;
  /** why the value belongs to the analyst's organisation, or is private; null if it does not */
  readonly internal: string | null;
  readonly choice: Choice;
  /** it was taken out of the paste for which it was asked, or stands there as another type now */
  readonly isGone: boolean;
  /** the analyst has said what belongs to the organisation */
  readonly ownConfirmed: boolean;
  readonly airGapped: boolean;
  /** what is left; null: nothing limits it, or it is waited for */
  readonly quota: QuotaStanding | null;
};

export type Skip = { readonly reason: SkipReason; readonly sentence: string };

type Gate = (facts: GateFacts) => string | null;

const external = ({ enricher }: GateFacts) => tellsOutsiders(enricher.audience);

const typeGate: Gate = ({ enricher, observable }) =>
  enricher.types.includes(observable.type)
    ? null
    : `${enricher.title} takes ${enricher.types.join(', ')}, not ${observable.type}.`;

const placeGate: Gate = ({ isGone, observable }) =>
  isGone
    ? `This ${observable.type} was taken out of the paste, or given another type, before its turn came. Run it again as it stands now.`
    : null;

const enabledGate: Gate = ({ enricher }) =>
  enricher.enabled ? null : `${enricher.title} is switched off. Switch it on in Enrichers.`;

const credentialGate: Gate = ({ enricher }) =>
  enricher.missingCredentials.length === 0
    ? null
    : `${enricher.title} needs a credential (${enricher.missingCredentials.join(', ')}). Set it in Enrichers.`;

const settingGate: Gate = ({ enricher }) =>
  enricher.missingSettings.length === 0
    ? null
    : `${enricher.title} is not set up (${enricher.missingSettings.join(', ')}). Set it in Enrichers.`;

const tlpGate: Gate = (facts) => {
  const { enricher, tlp } = facts;
  if (tlp === null) {
    return external(facts)
      ? `Unmarked values never go to third parties. Choose a marking up to ${tlpLabel(enricher.maxTlp)} to ask ${enricher.title}.`
      : null;
  }
  return rankOfTlp(tlp) <= rankOfTlp(enricher.maxTlp)
    ? null
    : `${tlpLabel(tlp)} is above what ${enricher.title} may be told, ${tlpLabel(enricher.maxTlp)}. Lower the marking in every paste it stands in (on the command line: --lower), or raise the limit in Enrichers.`;
};

/** Whoever goes out must have said where to. */
const hostGate: Gate = ({ enricher }) =>
  enricher.audience === 'offline' || enricher.resolves || enricher.hosts.length > 0
    ? null
    : `${enricher.title} names no hosts it would contact. Confirm its hosts in Enrichers.`;

const internalGate: Gate = (facts) => {
  if (!external(facts)) return null;
  const { enricher, observable, internal, choice } = facts;
  if (internal !== null) {
    return `Not sent to ${enricher.title}: ${internal}. Own values are listed in Settings.`;
  }
  return choice !== 'named' && isFreeText(observable)
    ? `A ${observable.type} is never sent to third parties by itself. Run ${enricher.title} by hand.`
    : null;
};

/** Until then a name of one's own house could be told unawares. */
const ownValuesGate: Gate = (facts) =>
  !facts.ownConfirmed && external(facts)
    ? `${facts.enricher.title} tells third parties. Say first what belongs to your organisation, in Settings under Own values (on the command line: flairbench settings own --confirm).`
    : null;

const activeGate: Gate = ({ enricher, choice }) =>
  enricher.active && choice === 'default'
    ? `${enricher.title} touches the observable itself or its name servers. Choose it beside Enrich, or run it by hand.`
    : null;

const actGate: Gate = ({ enricher, choice }) =>
  enricher.effect === 'act' && choice !== 'named'
    ? `${enricher.title} changes something elsewhere. Run it by hand.`
    : null;

const airGapGate: Gate = ({ enricher, airGapped }) =>
  airGapped && enricher.audience !== 'offline'
    ? 'The bench is air-gapped. Switch that off in Settings to let enrichers out.'
    : null;

const quotaGate: Gate = ({ enricher, quota }) =>
  quota !== null && quota.left <= 0
    ? `The quota of ${enricher.title} is used up until ${new Date(quota.until).toISOString().slice(0, 16).replace('T', ' ')} UTC, ${quota.saidAt === null ? 'by our count' : 'as the source says'}.`
    : null;

/** In the order of the design; the first that closes is the reason. */
const gates: readonly (readonly [SkipReason, Gate])[] = [
  ['gone', placeGate],
  ['type', typeGate],
  ['disabled', enabledGate],
  ['credential', credentialGate],
  ['not_configured', settingGate],
  ['tlp', tlpGate],
  ['host_refused', hostGate],
  ['internal_value', internalGate],
  ['own_values_not_said', ownValuesGate],
  ['active_not_chosen', activeGate],
  ['act_by_hand_only', actGate],
  ['air_gapped', airGapGate],
  ['quota', quotaGate],
];

/** Null when the run may start. Asked when it starts, not when it was queued: both may have changed. */
export function closedGate(facts: GateFacts): Skip | null {
  for (const [reason, gate] of gates) {
    const sentence = gate(facts);
    if (sentence !== null) return { reason, sentence };
  }
  return null;
}
