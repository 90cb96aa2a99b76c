import {
  askJson,
  commonRefusal,
  failed,
  inOneLine,
  type JsonAnswer,
} from '../../answers/ask-json.ts';
import { listOf, member, textOf } from '../../answers/members.ts';
import type { Context, Enrich, Result } from '../../sdk/index.ts';
import { describeAddress } from './address-report.ts';
import { describeNetwork } from './network-report.ts';
import { judging } from './verdict.ts';

/** AbuseIPDB APIv2: CHECK for an address, CHECK-BLOCK for a network (docs.abuseipdb.com). */
export const enrich: Enrich = async (observable, context) => {
  const isNetwork = observable.type === 'cidr';
  const url = addressOf(observable.value, isNetwork, context);
  const headers = { accept: 'application/json', key: context.credentials['api_key'] ?? '' };
  const answer = await askJson(url, headers, context);
  if ('error' in answer) return answer;
  const refusal = refusalOf(answer, observable.value);
  if (refusal !== null) return refusal;
  const data = member(answer.body, 'data');
  const judge = judging(context.settings);
  const report = isNetwork
    ? describeNetwork(observable.value, data, judge)
    : describeAddress(observable.value, data, judge);
  return report ?? failed('bad_answer', 'AbuseIPDB answered with something that is no check.');
};

function addressOf(value: string, isNetwork: boolean, { settings }: Context): string {
  const base = String(settings['server'] || 'https://api.abuseipdb.com').replace(/\/+$/, '');
  const days = Math.min(365, Math.max(1, Math.trunc(Number(settings['days'])) || 90));
  const asked = encodeURIComponent(value.toWellFormed());
  return isNetwork
    ? `${base}/api/v2/check-block?network=${asked}&maxAgeInDays=${days}`
    : `${base}/api/v2/check?ipAddress=${asked}&maxAgeInDays=${days}&verbose=true`;
}

function refusalOf(answer: JsonAnswer, value: string): Result | null {
  const detail = textOf(listOf(answer.body, 'errors')[0], 'detail');
  const said = detail === null ? '' : ` It says: ${inOneLine(detail)}`;
  switch (answer.status) {
    case 401:
    case 403:
      return failed(
        'credential_refused',
        `AbuseIPDB does not take the API key. Replace it in Enrichers.${said}`,
      );
    case 402:
      return failed('not_in_plan', `The plan of the API key does not cover this.${said}`);
    case 422:
      return failed('bad_value', `AbuseIPDB cannot check ${value}.${said}`);
    default:
      return commonRefusal('AbuseIPDB', answer, detail);
  }
}
