/**
 * The words of the bench as plain constants. No schema library in here: the renderer imports these values,
 * and its first load must stay small.
 */

export const observableTypes = [
  'ipv4',
  'ipv6',
  'cidr',
  'domain',
  'url',
  'email',
  'md5',
  'sha1',
  'sha256',
  'sha512',
  'asn',
  'cve',
  'mac',
  'filename',
  'phrase',
  'nsrecord',
  'message-id',
  'registry-key',
  'uuid',
  'jarm',
  'attack-technique',
] as const;
export type ObservableType = (typeof observableTypes)[number];

/** Lowest to highest; a value's position is its rank. */
export const tlps = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const;
export type Tlp = (typeof tlps)[number];

export const outcomes = [
  'ok',
  'no_data',
  'error',
  'timeout',
  'cancelled',
  'skipped',
  'interrupted',
] as const;
export type Outcome = (typeof outcomes)[number];

/** Who learns of the value: nobody, the analyst's organisation, somebody else, everybody. */
export const audiences = ['offline', 'own', 'third_party', 'publishes'] as const;
export type Audience = (typeof audiences)[number];

/** Somebody outside the organisation learns of the value: TLP, masking and own values weigh on this. */
export function tellsOutsiders(audience: Audience): boolean {
  return audience === 'third_party' || audience === 'publishes';
}

export const effects = ['read', 'act'] as const;
export type Effect = (typeof effects)[number];

export const starts = ['on-paste', 'on-open', 'manual'] as const;
export type Start = (typeof starts)[number];

export const triggers = ['paste', 'open', 'manual', 'rerun', 'watch', 'cli', 'external'] as const;
export type Trigger = (typeof triggers)[number];

export const requestStates = ['queued', 'waiting', 'running', 'done'] as const;
export type RequestState = (typeof requestStates)[number];

/** Worst first. There is no "safe": at best a list knows the value. */
export const verdictLevels = ['malicious', 'suspicious', 'known', 'unknown'] as const;
export type VerdictLevel = (typeof verdictLevels)[number];

export const itemKinds = [
  'String',
  'Integer',
  'Float',
  'Boolean',
  'Date',
  'DateTime',
  'Link',
  'Domain',
  'IPv4',
  'IPv6',
  'Hash',
  'Email',
  'URL',
  'Phrase',
  'AS',
  'NSRecord',
  'Composite',
] as const;
export type ItemKind = (typeof itemKinds)[number];

export const chartTypes = [
  'area',
  'areaspline',
  'bar',
  'boxplot',
  'column',
  'columnrange',
  'errorbar',
  'gauge',
  'heatmap',
  'line',
  'pie',
  'spline',
  'waterfall',
  'xrange',
] as const;
export type ChartType = (typeof chartTypes)[number];

/**
 * How an enricher came to be asked: as one of the usual set, ticked for this paste, or named by a click or a
 * command. Each opens more gates than the one before.
 */
export type Choice = 'default' | 'ticked' | 'named';

/** Why a request ended as `skipped`; the order is the order in which the gates are asked. */
export const skipReasons = [
  'gone',
  'type',
  'disabled',
  'credential',
  'not_configured',
  'tlp',
  'host_refused',
  'internal_value',
  'own_values_not_said',
  'active_not_chosen',
  'act_by_hand_only',
  'air_gapped',
  'quota',
  'rate_limited',
  'unavailable',
] as const;
export type SkipReason = (typeof skipReasons)[number];

/** More requests to third parties than this ask once more. */
export const askedAgainPast = 100;

/** Past these a report is cut and says so. Bytes count UTF-8. */
export const reportLimits = {
  widgets: 200,
  tableRows: 50_000,
  reportBytes: 16 * 1024 * 1024,
  inlineRows: 500,
  chunkRows: 500,
} as const;

/** The largest paste that is taken, in bytes of UTF-8: larger ones are refused with a sentence. */
export const pasteLimitBytes = 50 * 1024 * 1024;

/** A window lists and decorates at most this many finds; what is saved with a paste is not cut. */
export const listedFinds = 50_000;

/** What is searched is counted up to here, and ranked and counted by kind among so many of the newest hits. */
export const searchCountLimit = 10_000;
