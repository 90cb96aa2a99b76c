import type { Observable } from '../contract/observable.ts';
import type { LedgerEntry } from '../contract/ledger.ts';
import type { Audience, Tlp } from '../contract/vocabulary.ts';
import type { Limits, LimitWait } from '../limits/limits.ts';

/**
 * The only way out to the network. Every attempt, allowed or refused, stands in the ledger before the answer
 * is handed on.
 */
export interface Broker {
  fetch(request: BrokerRequest, errand: Errand, signal: AbortSignal): Promise<BrokerResponse>;
  resolve(question: ResolveQuestion, errand: Errand, signal: AbortSignal): Promise<ResolveAnswer>;
  /** For one run whose process speaks for itself: a proxy of its own, until the signal ends or it is closed. */
  openWayOut(errand: Errand, listener: WayOutListener, signal: AbortSignal): WayOut;
}

/**
 * An HTTP proxy with a secret of its own. What is asked of it over plain HTTP is fetched like any other request; of a
 * tunnel (CONNECT, which TLS goes through) only host, port, bytes and time are known.
 */
export interface WayOut {
  /** the password; the user is `run` */
  readonly secret: string;
  /** opens it at a Unix socket of this path, for this user alone */
  listenAt(path: string): Promise<void>;
  /** opens it on 127.0.0.1; gives the port */
  listenOnLoopback(): Promise<number>;
  /** PEM of the authorities that its process should believe; null: those that it knows */
  authorities(): Promise<readonly string[] | null>;
  /** ends what is open; resolves when all of it stands in the ledger */
  close(): Promise<void>;
}

type WayOutListener = {
  /** a request is held or on its way, or a tunnel is being opened: the time is not the enricher's own */
  readonly pause: () => void;
  /** once for every `pause` */
  readonly resume: () => void;
  /** what the process was told in a 403 (or a 502, 504), for the messages of its run */
  readonly refused: (refusal: BrokerRefusal) => void;
  /** a bug of ours, or a ledger that cannot be written: the run must end */
  readonly failed: (error: unknown) => void;
};

/** On whose behalf something is asked. */
export type Errand = {
  readonly runId: number | null;
  readonly enricherId: string;
  readonly observable: Observable | null;
  readonly tlp: Tlp | null;
  readonly audience: Audience;
  /** declared hosts: `api.example.com`, `*.example.com`, optionally `:port` */
  readonly hosts: readonly string[];
  /** name servers that may be asked, `address` or `address:port`; empty: those of the system; null: none */
  readonly resolvers: readonly string[] | null;
  /** the analyst chose to send URLs with userinfo and query values */
  readonly sendFullUrl: boolean;
  /** makes of a host's name what may be written down: a secret can be part of it */
  readonly maskHost?: (host: string) => string;
  readonly limits: Limits;
  /** whose limits they are */
  readonly limitScope: string;
  /** digest of the credentials; empty without any */
  readonly credentialIdentity: string;
  /**
   * Requests of this run that left and were not refused, kept up by the broker. With none of them the run can be done
   * over later, and nobody is told anything twice.
   */
  readonly told: {
    requests: number;
    /** `host:port` of everybody who was contacted, redirects among them, in order */
    readonly hosts: Set<string>;
  };
};

export type BrokerRequest = {
  readonly url: string;
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};

export type BrokerResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** decoded as UTF-8 */
  readonly body: string;
};

export const resolveTypes = [
  'A',
  'AAAA',
  'CNAME',
  'MX',
  'NS',
  'TXT',
  'SOA',
  'CAA',
  'SRV',
  'PTR',
] as const;
export type ResolveQuestion = {
  readonly name: string;
  readonly type: (typeof resolveTypes)[number];
};

export type ResolveAnswer = {
  /** `NXDOMAIN` and `NODATA` are answers, not failures */
  readonly status: 'ok' | 'NXDOMAIN' | 'NODATA';
  /** one string a record, in the order of the answer: `10 mail.example.com` for MX */
  readonly records: readonly string[];
  /** the name server that was asked, `address:port` */
  readonly server: string;
};

/** Why nothing was sent, or no answer came. `reason` becomes the run's reason code. */
export class BrokerRefusal extends Error {
  override readonly name = 'BrokerRefusal';
  readonly reason:
    | 'host_refused'
    | 'private_address'
    | 'air_gapped'
    | 'bad_request'
    | 'no_resolver'
    | 'unreachable'
    | 'rate_limited'
    | 'quota'
    | 'too_large'
    | 'timed_out';

  /** what to wait for, where nothing was sent and the run is better taken back than held up */
  readonly wait: LimitWait | null;

  constructor(
    reason: BrokerRefusal['reason'],
    sentence: string,
    options?: { cause?: unknown; wait?: LimitWait | null },
  ) {
    super(sentence, options);
    this.reason = reason;
    this.wait = options?.wait ?? null;
  }
}

/** Where the broker writes what it did; the workbench connects it to the store. */
export type WriteLedger = (entry: LedgerEntry) => Promise<void>;
