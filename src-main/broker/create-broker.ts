import { getServers } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { Broker } from './broker.ts';
import { systemClock } from './clock.ts';
import { createFetch } from './fetch.ts';
import { createResolve } from './resolve.ts';
import { type BrokerLimits, defaultLimits, type Surroundings } from './surroundings.ts';
import { createTrust } from './trust.ts';
import { createWayOut } from './way-out.ts';

/** What must be given; the rest is the machine's own unless a test gives its own. */
export type BrokerOptions = Pick<Surroundings, 'writeLedger' | 'now' | 'airGapped' | 'meter'> &
  Partial<
    Pick<Surroundings, 'clock' | 'lookup' | 'nameServers' | 'chance' | 'proxyFor' | 'authorities'>
  > & {
    readonly limits?: Partial<BrokerLimits>;
  };

export function createBroker(options: BrokerOptions): Broker {
  const given = {
    clock: systemClock,
    lookup: (hostname) => lookup(hostname, { all: true }),
    nameServers: getServers,
    proxyFor: () => null,
    authorities: async () => null,
    chance: Math.random,
    ...options,
    limits: { ...defaultLimits, ...options.limits },
  } satisfies Omit<Surroundings, 'trust'>;
  const around: Surroundings = { ...given, trust: createTrust(given) };
  return {
    fetch: createFetch(around),
    resolve: createResolve(around),
    openWayOut: createWayOut(around),
  };
}
