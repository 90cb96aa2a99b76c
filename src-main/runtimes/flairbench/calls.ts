import { BrokerRefusal, type Errand } from '../../broker/broker.ts';
import type { LimitWait } from '../../limits/limits.ts';
import type { RuntimeRequest } from '../runtime.ts';
import type { FromChild, ToChild } from './protocol.ts';
import type { SecretMask } from './secrets.ts';

type CallMessage = Extract<FromChild, { type: 'fetch' | 'resolve' }>;

/** Instead of an answer: the run should be taken back and done over later. */
export type Held = {
  readonly type: 'held';
  readonly wait: LimitWait;
  readonly sentence: string;
};

/** Hands an enricher's questions to the broker on behalf of one run, and remembers whom they reached. */
export function createCalls(request: RuntimeRequest, mask: SecretMask, signal: AbortSignal) {
  const errand = errandOf(request, mask);

  async function ask(message: CallMessage): Promise<ToChild> {
    const { run, call } = message;
    if (message.type === 'resolve') {
      const answer = await request.broker.resolve(message.question, errand, signal);
      return { type: 'resolved', run, call, answer };
    }
    const answer = await request.broker.fetch(message.request, errand, signal);
    return { type: 'fetched', run, call, answer };
  }

  return {
    /** Throws only for what is no refusal: a bug of ours. */
    async answer(message: CallMessage): Promise<ToChild | Held> {
      try {
        return await ask(message);
      } catch (error) {
        if (!(error instanceof BrokerRefusal)) throw error;
        if (error.wait !== null && errand.told.requests === 0) {
          return { type: 'held', wait: error.wait, sentence: error.message };
        }
        const { run, call } = message;
        return { type: 'refusal', run, call, reason: error.reason, sentence: error.message };
      }
    },
    hosts: () => [...errand.told.hosts],
  };
}

function errandOf(request: RuntimeRequest, mask: SecretMask): Errand {
  const { enricher } = request;
  const resolver = request.settings['resolver'] ?? '';
  const resolvers = String(resolver)
    .split(/[\s,]+/)
    .filter(Boolean);
  return {
    runId: request.runId,
    enricherId: enricher.id,
    observable: request.original,
    tlp: request.tlp,
    audience: enricher.audience,
    hosts: enricher.hosts,
    resolvers: enricher.resolves ? resolvers : null,
    sendFullUrl: request.sendFullUrl,
    maskHost: mask.host,
    limits: enricher.limits,
    limitScope: enricher.limitScope,
    credentialIdentity: request.credentialIdentity,
    told: { requests: 0, hosts: new Set() },
  };
}
