import { askJson, commonRefusal, failed, inOneLine } from '../../answers/ask-json.ts';
import { textOf, textsOf } from '../../answers/members.ts';
import type { Context, Result } from '../../sdk/index.ts';
import type { Query } from './query.ts';
import { type Registration, readRegistration } from './registration.ts';
import { sentenceOf } from './services.ts';

type Answered = { readonly registration: Registration } | Result;

/** What a server tells of an object; a 404 says that it does not know it. */
export async function askServer(url: string, query: Query, context: Context): Promise<Answered> {
  const answer = await askJson(url, { accept: 'application/rdap+json, application/json' }, context);
  if ('error' in answer) return answer;
  const { hostname } = new URL(url);
  if (answer.status === 404) return { noData: `${hostname} does not know ${query.name}.` };
  const refusal = commonRefusal(hostname, answer, detailOf(answer.body));
  if (refusal !== null) return refusal;
  const registration = readRegistration(answer.body, query.object);
  return registration === null
    ? failed('bad_answer', `${hostname} answered with something that is no ${query.object}.`)
    : { registration };
}

/** RDAP says what went wrong in a title and lines. */
function detailOf(body: unknown): string | null {
  const parts = [textOf(body, 'title'), ...textsOf(body, 'description')];
  return (
    parts
      .filter((part) => part !== null)
      .map(inOneLine)
      .join(' ') || null
  );
}

/** The registrar's own answer, and what kept it from coming; all of it null where the registry refers to nobody. */
export type Registrar = {
  readonly host: string | null;
  readonly registration: Registration | null;
  readonly trouble: string | null;
};

/** Asks the registrar that the registry's answer refers to, if any. */
export async function askRegistrar(
  { related }: Registration,
  server: string,
  query: Query,
  context: Context,
): Promise<Registrar> {
  const asked = context.settings['registrar'] !== false && query.registry === 'dns';
  const address = asked ? related.find((url) => !url.startsWith(server)) : undefined;
  if (address === undefined) return { host: null, registration: null, trouble: null };
  const { hostname: host } = new URL(address);
  try {
    const answered = await askServer(address, query, context);
    if ('registration' in answered) {
      return { host, registration: answered.registration, trouble: null };
    }
    const trouble =
      'noData' in answered ? answered.noData : 'error' in answered ? answered.error.sentence : '';
    return { host, registration: null, trouble };
  } catch (error) {
    // The registry has answered: that its registrar cannot be asked takes nothing from it.
    context.signal.throwIfAborted();
    return { host, registration: null, trouble: sentenceOf(error) };
  }
}
