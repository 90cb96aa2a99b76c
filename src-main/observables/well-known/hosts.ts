import { linkWrapper } from '../../contract/observable.ts';
import { nameAbove } from '../labels.ts';
import {
  certificateServices,
  connectivityChecks,
  encyclopaedias,
  exampleZones,
  references,
  resolverNames,
  systemServices,
} from './kept-hosts.ts';
import { wrapperNames } from './link-wrappers.ts';
import { securityHosts } from './security-hosts.ts';
import { sites } from './sites.ts';

interface WellKnown {
  readonly reason: string;
  /** what beside the name itself is no indicator either; everything: pages and mail */
  readonly reach: 'front page' | 'every page' | 'everything';
}

function listed(names: string, reason: string, reach: WellKnown['reach']) {
  const known: WellKnown = { reason, reach };
  return names
    .trim()
    .split('\n')
    .map((name) => [name, known] as const);
}

/** Only these names, with and without `www.`: under a site may stand anybody's. The later list wins. */
const sameName: ReadonlyMap<string, WellKnown> = new Map([
  ...listed(sites, 'well-known site', 'front page'),
  ...listed(resolverNames, 'public resolver', 'front page'),
  ...listed(securityHosts, 'security vendor', 'every page'),
  ...listed(references, 'reference site', 'every page'),
  ...listed(connectivityChecks, 'connectivity check', 'every page'),
]);

/** These, and all that stands under them. */
const underName: ReadonlyMap<string, WellKnown> = new Map([
  ...listed(wrapperNames.join('\n'), linkWrapper, 'front page'),
  ...listed(encyclopaedias, 'reference site', 'every page'),
  ...listed(certificateServices, 'certificate services', 'every page'),
  ...listed(systemServices, 'operating system service', 'every page'),
  ...listed(exampleZones, 'example domain', 'everything'),
]);

/** Why a host name in canonical form is no indicator, and how far that reaches, or null. */
export function wellKnownHost(host: string): WellKnown | null {
  const bare = host.startsWith('www.') ? host.slice(4) : host;
  const above = nameAbove(bare, underName);
  return (above === null ? undefined : underName.get(above)) ?? sameName.get(bare) ?? null;
}
