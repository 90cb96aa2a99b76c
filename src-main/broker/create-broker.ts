import { getServers } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { Broker } from './broker.ts';
import { systemClock } from './clock.ts';
import { createFetch } from './fetch.ts';
import { createResolve } from './resolve.ts';
import { type BrokerLimits, defaultLimits, type Surroundings } from './surroundings.ts';
import { createWayOut } from './way-out.ts';

/** What must be given; the rest is the machine's own unless a test gives its own. */
export type BrokerOptions = Pick<Surroundings, 'writeLedger' | 'now' | 'airGapped' | 'meter'> &
  Partial<Pick<Surroundings, 'clock' | 'lookup' | 'nameServers' | 'chance'>> & {
    readonly limits?: Partial<BrokerLimits>;
  };

export function createBroker(options: BrokerOptions): Broker {
  const around: Surroundings = {
    clock: systemClock,
    lookup: (hostname) => lookup(hostname, { all: true }),
    nameServers: getServers,
    chance: Math.random,
    ...options,
    limits: { ...defaultLimits, ...options.limits },
  };
  return {
    fetch: createFetch(around),
    resolve: createResolve(around),
    openWayOut: createWayOut(around),
  };
}
