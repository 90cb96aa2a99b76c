import type { SkipReason } from '../contract/vocabulary.ts';
import { isPaced, type LimitReason, type LimitWait, waitSentence } from '../limits/limits.ts';
import type { ClaimedRequest, LimitQuery, RequestEnd, RequestHold, Store } from '../store/store.ts';
import type { ConfiguredEnricher } from './configured.ts';

/** What a limit makes of a request. */
export type PutOff =
  | { readonly kind: 'hold'; readonly hold: RequestHold }
  | { readonly kind: 'skip'; readonly end: Extract<RequestEnd, { kind: 'skipped' }> };

export type Waiting = {
  /** Null where a run may start, since its turn comes at once or soon; else what becomes of the request. */
  readonly beforeStart: (
    request: ClaimedRequest,
    enricher: ConfiguredEnricher,
  ) => Promise<PutOff | null>;
  /** What becomes of a request whose run was held up by this. */
  readonly afterHold: (
    request: ClaimedRequest,
    enricher: ConfiguredEnricher,
    wait: LimitWait,
  ) => PutOff;
};

/** Less than a process takes to start: the broker holds it for the rest. */
const soonMs = 250;
/** What a source refuses for longer is no wait but another time of the day. */
const longestWaitMs = 15 * 60_000;

/** Keeps requests in the queue instead of starting a process each that does nothing but wait. */
export function createWaiting(options: {
  readonly reader: Pick<Store['reader'], 'limitStanding'>;
  readonly now: () => string;
}): Waiting {
  const { reader } = options;
  function putOff(request: ClaimedRequest, enricher: ConfiguredEnricher, wait: LimitWait): PutOff {
    const now = Date.parse(options.now());
    const { title } = enricher;
    if (isPaced(wait)) {
      const sentence = waitSentence(title, wait, now);
      return hold({
        until: iso(wait.until),
        reason: reasons[wait.reason],
        sentence,
        refused: false,
      });
    }
    const since = request.refusedSince === null ? now : Date.parse(request.refusedSince);
    const sentence = waitSentence(title, wait, now);
    const until = iso(wait.until);
    const reason = reasons[wait.reason];
    // A clock that went back since would make the wait look longer than it was.
    if (wait.until - Math.min(now, since) <= longestWaitMs) {
      return hold({ until, reason, sentence, refused: true });
    }
    // What changes something elsewhere does so when it is asked to, not at some time of the night.
    const resumable = enricher.effect === 'act' ? {} : { until };
    return { kind: 'skip', end: { kind: 'skipped', reason, sentence, ...resumable } };
  }

  return {
    async beforeStart(request, enricher) {
      const { wait } = await reader.limitStanding(limitQuery(enricher, options.now()));
      if (wait === null || wait.until - Date.parse(options.now()) <= soonMs) return null;
      return putOff(request, enricher, wait);
    },
    afterHold: putOff,
  };
}

/** More hosts than this are those of many sources: which of them is asked shows when it is. */
const mostHosts = 5;

export function limitQuery(enricher: ConfiguredEnricher, now: string): LimitQuery {
  const { limitScope: scope, credentialIdentity: identity, limits } = enricher;
  const hosts = enricher.hosts.length > mostHosts ? [] : enricher.hosts.map(placeOf);
  return { scope, identity, hosts, limits, now };
}

/** As the broker names a host in its counts: without the scheme, and without a port that is the usual one. */
function placeOf(declared: string): string {
  const plain = declared.startsWith('http://');
  const place = declared.replace(/^https?:\/\//, '').replace(/^\[(.*)\]/, '$1');
  return place.replace(plain ? /:80$/ : /:443$/, '').toLowerCase();
}

const reasons = {
  unavailable: 'unavailable',
  refused: 'rate_limited',
  rate: 'rate_limited',
  concurrency: 'rate_limited',
  quota: 'quota',
} as const satisfies Record<LimitReason, SkipReason>;

function hold(hold: RequestHold): PutOff {
  return { kind: 'hold', hold };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
