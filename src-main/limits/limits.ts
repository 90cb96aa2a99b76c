/** A token comes back `seconds` after it was taken: no span of that length holds more than `requests`. */
export type Rate = { readonly requests: number; readonly seconds: number };

/** Days and months are those of UTC. */
export type Quota = { readonly requests: number; readonly per: 'day' | 'month' };

/** Where the source itself says what is used: in headers of its answers, or at an address of its own. */
type Usage =
  | {
      readonly limit?: string | undefined;
      readonly left?: string | undefined;
      readonly reset?: string | undefined;
    }
  | {
      readonly url: string;
      /** `{name}` in a value stands for the credential of that name, as it does in `url` */
      readonly headers?: Readonly<Record<string, string>> | undefined;
      /** dotted paths into the JSON that it answers */
      readonly limit?: string | undefined;
      readonly used?: string | undefined;
      readonly left?: string | undefined;
    };

/** What a source allows. Rate and concurrency hold for each host that is asked, a quota for all of them. */
export type Limits = {
  readonly concurrency: number | null;
  readonly rate: Rate | null;
  readonly quota: Quota | null;
  readonly usage: Usage | null;
};

export const noLimits: Limits = { concurrency: null, rate: null, quota: null, usage: null };

export function quotaWords({ requests, per }: Quota): string {
  return `${requests} a ${per}`;
}

/** Whose limits a request falls under. */
export type LimitKey = {
  /** the bundle, or the enricher where it has limits of its own */
  readonly scope: string;
  /** digest of the credentials; empty without any */
  readonly identity: string;
  /** `host`, or `host:port` where the port is not the scheme's own */
  readonly host: string;
};

export type LimitReason = 'unavailable' | 'refused' | 'quota' | 'concurrency' | 'rate';

/** Why nothing may be sent now, and when it is worth asking again (milliseconds since 1970). */
export type LimitWait = { readonly reason: LimitReason; readonly until: number };

/** Leave to send one request; handed back with what became of it. */
export type Leave = { readonly sentAt: number; readonly lease: number | null };

export type LimitAnswer = { readonly leave: Leave } | { readonly wait: LimitWait };

/** What the source itself said is left; times in milliseconds since 1970. */
export type SaidUsage = {
  readonly limit: number | null;
  readonly left: number | null;
  readonly resetAt: number | null;
};

/** What became of a request, for those that come after it. */
export type Lesson = {
  /**
   * `refused`: by 429, or 503 with `Retry-After`; `failed`: no answer, or 5xx; `abandoned`: broken off by us;
   * `unsent`: it never left
   */
  readonly result: 'answered' | 'refused' | 'failed' | 'abandoned' | 'unsent';
  /** how long the source asked to wait, in milliseconds; null where it did not say */
  readonly waitMs: number | null;
  readonly usage: SaidUsage | null;
  /** from 0 to 1, for the jitter of what waits without being told how long */
  readonly chance: number;
};

/** Our own flow, not the source's refusal: it is a matter of one's turn and never of giving up. */
export function isPaced({ reason }: LimitWait): boolean {
  return reason === 'rate' || reason === 'concurrency';
}

/** `name`: the source as the analyst knows it, or a host. */
export function waitSentence(name: string, { reason, until }: LimitWait, now: number): string {
  const when = timeWords(until, now);
  switch (reason) {
    case 'unavailable':
      return `${name} could not be reached several times in a row. It is tried again at ${when}.`;
    case 'refused':
      return `${name} asked us to wait until ${when}.`;
    case 'quota':
      return `The quota of ${name} is used up until ${when}.`;
    case 'concurrency':
    case 'rate':
      return `${name} takes only so many requests at a time. The turn of this one comes at about ${when}.`;
  }
}

function timeWords(time: number, now: number): string {
  const [date, clock = ''] = new Date(time).toISOString().split('T');
  if (date === new Date(now).toISOString().slice(0, 10)) return `${clock.slice(0, 8)} UTC`;
  return `${date} ${clock.slice(0, 5)} UTC`;
}
