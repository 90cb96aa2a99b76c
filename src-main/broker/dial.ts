import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as connectTls, type SecureContext } from 'node:tls';
import { kindOfAddress } from './addresses.ts';
import { BrokerRefusal } from './broker.ts';
import { unlessAborted, unlessAborting, within } from './clock.ts';
import { bareHost, type Permission, portOf } from './hosts.ts';
import type { Surroundings } from './surroundings.ts';
import { explainProxy, tunnelThrough, type UpstreamProxy } from './upstream.ts';

/** All addresses of a name, by the system's ways (hosts file, name servers). */
export type Lookup = (hostname: string) => Promise<readonly LookupAddress[]>;

/** How a target is reached: at addresses of its own, or through a proxy at the proxy's. */
export type Route = {
  readonly target: URL;
  readonly addresses: readonly LookupAddress[];
  readonly proxy: UpstreamProxy | null;
  /** who is believed to be who they say; null: whom Node believes */
  readonly trust: SecureContext | null;
};

/**
 * Looks for the way to a target. Asked once a request: what was checked is what is dialled, so a name cannot change its
 * address in between.
 *
 * A proxy looks the name up by itself, and what it finds cannot be seen. The name is looked up here all the same, and
 * refused for a private address; where that gives no answer, as on machines that leave all names to their proxy, the
 * proxy is trusted with it.
 * @throws BrokerRefusal `private_address` when any address is one that the declaration does not reach
 */
export async function routeTo(
  around: Surroundings,
  target: URL,
  permission: Permission,
  signal: AbortSignal,
): Promise<Route> {
  const { clock, lookup } = around;
  const proxy = around.proxyFor(target);
  if (proxy === null) {
    const addresses = await checkedAddresses(target, permission, lookup, signal);
    const trust = target.protocol === 'https:' ? await around.trust(signal) : null;
    return { target, addresses, proxy, trust };
  }
  const short = { clock, milliseconds: lookupBeforeProxyMs, sentence: 'No name server answered.' };
  try {
    await within(short, signal, (soon) => checkedAddresses(target, permission, lookup, soon));
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof BrokerRefusal && error.reason === 'private_address') throw error;
  }
  const trust = await around.trust(signal);
  try {
    return { target, addresses: await addressesOf(proxy.url, lookup, signal), proxy, trust };
  } catch (error) {
    throw explainProxy(proxy, error);
  }
}

const lookupBeforeProxyMs = 2000;

async function checkedAddresses(
  target: URL,
  permission: Permission,
  lookup: Lookup,
  signal: AbortSignal,
): Promise<readonly LookupAddress[]> {
  const host = bareHost(target);
  const addresses = await addressesOf(target, lookup, signal);
  if (isIP(host) !== 0) return addresses;
  for (const { address } of addresses) {
    const kind = kindOfAddress(address);
    const reached =
      permission.reach === 'loopback'
        ? kind === 'loopback'
        : kind === 'public' || (permission.reach === 'private' && kind === 'private');
    if (!reached) {
      throw new BrokerRefusal(
        'private_address',
        `${host} has the address ${address}, which is not a public one. Declare that address itself if it is meant.`,
      );
    }
  }
  return addresses;
}

async function addressesOf(
  place: URL,
  lookup: Lookup,
  signal: AbortSignal,
): Promise<readonly LookupAddress[]> {
  const host = bareHost(place);
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family }];
  return await unlessAborted(lookup(host), signal);
}

/** What goes over the network, whose bytes are counted. */
export type Line = { readonly wire: Socket };

/** Starts to connect; the caller owns the line, whatever becomes of it. */
export function dial({ target, proxy, addresses }: Route): Line {
  const place = proxy?.url ?? target;
  const wire = connectTcp({
    host: bareHost(place),
    port: portOf(place),
    lookup: answerWith(addresses),
    autoSelectFamily: true,
    noDelay: true,
  });
  return { wire: heard(wire) };
}

/** Resolves once bytes for the target can be sent; without TLS to it, whatever its URL says. */
export async function reached(
  { wire }: Line,
  { target, proxy, trust }: Route,
  signal: AbortSignal,
): Promise<Socket> {
  try {
    await unlessAborting(once(wire, 'connect', { signal }), signal);
    if (proxy === null) return wire;
    const carrier = await reachedProxy(wire, proxy, trust, signal);
    if (target.protocol === 'https:') await tunnelThrough(proxy, carrier, target, signal);
    return carrier;
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw proxy === null ? error : explainProxy(proxy, error);
  }
}

async function reachedProxy(
  wire: Socket,
  { url }: UpstreamProxy,
  trust: SecureContext | null,
  signal: AbortSignal,
): Promise<Socket> {
  return url.protocol === 'https:' ? await secured(wire, url, trust, signal) : wire;
}

/** Speaks TLS over a line to a host that has to prove who it is. */
export async function secured(
  carrier: Socket,
  target: URL,
  trust: SecureContext | null,
  signal: AbortSignal,
): Promise<Socket> {
  const host = bareHost(target);
  const socket = connectTls({
    socket: carrier,
    host,
    ALPNProtocols: ['http/1.1'],
    ...(isIP(host) === 0 && { servername: host }),
    ...(trust !== null && { secureContext: trust }),
  });
  await once(heard(socket), 'secureConnect', { signal });
  return socket;
}

export function hangUp({ wire }: Line): void {
  wire.destroy();
}

/** Where nobody else listens yet or any more, an unheard error would end the process. */
function heard<S extends Socket>(socket: S): S {
  return socket.on('error', () => {});
}

function answerWith(addresses: readonly LookupAddress[]): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = addresses;
    if (first === undefined) callback(new Error('The name has no address.'), []);
    else if (options.all) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  };
}
