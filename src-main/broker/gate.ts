import { BrokerRefusal, type Errand } from './broker.ts';
import { bareHost, type Permission, permissionFor, portOf } from './hosts.ts';

/** What closes the way for everything, whatever is asked of whom. */
export function checkOpen(place: string, errand: Errand, airGapped: boolean): void {
  if (airGapped) {
    throw new BrokerRefusal(
      'air_gapped',
      `Nothing was sent to ${place}: the bench is air-gapped. Change that in Settings.`,
    );
  }
  // Being offline is why such an enricher may see TLP:RED: it must be so, not only say so.
  if (errand.audience === 'offline') {
    throw new BrokerRefusal(
      'host_refused',
      `Nothing was sent to ${place}: this enricher is declared to work offline.`,
    );
  }
}

/** A question carries a name of the asker's choice: who did not declare it could tell anybody anything. */
export function checkMayResolve(place: string, errand: Errand): void {
  if (errand.resolvers !== null) return;
  throw new BrokerRefusal(
    'host_refused',
    `Nothing was sent to ${place}: this enricher does not declare that it asks name servers.`,
  );
}

/**
 * Whether an enricher may talk to the host of a URL.
 * @param from the host that redirected there, or null
 * @throws BrokerRefusal `host_refused`
 */
export function checkHost(target: URL, errand: Errand, from: string | null): Permission {
  const permission = permissionFor(target, errand);
  const place = placeOf(target);
  if (!permission.declared) {
    const start = from === null ? place : `${from} redirected to ${place}, which`;
    throw new BrokerRefusal(
      'host_refused',
      `${start} is not among the hosts that this enricher declares. Allow it in its settings if it is meant.`,
    );
  }
  if (target.protocol === 'http:' && !permission.plain) {
    throw new BrokerRefusal(
      'host_refused',
      `${place} may be asked over https only. Declare http://${place} to ask it without encryption.`,
    );
  }
  return permission;
}

/** `host`, or `host:port` where the port is not the scheme's own. */
export function placeOf(target: URL): string {
  return target.port === '' ? bareHost(target) : `${bareHost(target)}:${portOf(target)}`;
}
