import { nameAbove } from '../labels.ts';

/** How a service puts the link that it checks, counts or warns of into one of its own. */
interface WrapperForm {
  /** of the path; without one every path */
  readonly path?: RegExp;
  /** the parameters of the query that hold it, percent-encoded; in lower case */
  readonly parameters?: readonly string[];
  /** finds it in path and query, and gives it as the first group */
  readonly pattern?: RegExp;
  readonly coding: 'percent' | 'base64' | 'proofpoint-v2' | 'proofpoint-v3';
}

const inParameter = (...parameters: readonly string[]): WrapperForm => ({
  parameters,
  coding: 'percent',
});

const proofpoint: readonly WrapperForm[] = [
  { path: /^\/v1\/url$/iu, parameters: ['u'], coding: 'percent' },
  { path: /^\/v2\/url$/iu, parameters: ['u'], coding: 'proofpoint-v2' },
  { pattern: /^\/v3\/__(.+?)__;/iu, coding: 'proofpoint-v3' },
];
const checkPoint: readonly WrapperForm[] = [
  { pattern: /^\/v[12]\/(?:url\/)?_{2,3}(.+?)_{2,3}(?:\.|$)/iu, coding: 'percent' },
];
const google: readonly WrapperForm[] = [{ path: /^\/url$/u, ...inParameter('q', 'url') }];

/** Nothing else stands at these names, nor under them. */
const byName: ReadonlyMap<string, readonly WrapperForm[]> = new Map([
  // Microsoft Defender
  ['safelinks.protection.outlook.com', [inParameter('url')]],
  ['safelinks.protection.office365.us', [inParameter('url')]],
  ['safelinks.protection.partner.outlook.cn', [inParameter('url')]],
  // Other gateways of mail
  ['urldefense.com', proofpoint],
  ['urldefense.us', proofpoint],
  ['urldefense.proofpoint.com', proofpoint],
  ['linkprotect.cudasvc.com', [inParameter('a')]],
  [
    'secure-web.cisco.com',
    [{ pattern: /^\/.{0,2000}?\/(https?(?:%3a|:).+)$/iu, coding: 'percent' }],
  ],
  ['protect.checkpoint.com', checkPoint],
  ['url.avanan.click', checkPoint],
  ['protection.sophos.com', [{ parameters: ['u'], coding: 'base64' }]],
  ['protect.fireeye.com', [inParameter('u')]],
  ['protect2.fireeye.com', [inParameter('u')]],
  ['clicktime.symantec.com', [inParameter('u')]],
  ['clicktime.cloud.postoffice.net', [inParameter('u')]],
  ['scanmail.trustwave.com', [inParameter('u')]],
  ['urlsand.esvalabs.com', [inParameter('u')]],
  // Sites that warn of whom they lead to
  ['l.facebook.com', [inParameter('u')]],
  ['lm.facebook.com', [inParameter('u')]],
  ['l.instagram.com', [inParameter('u')]],
  ['l.messenger.com', [inParameter('u')]],
  ['out.reddit.com', [inParameter('url')]],
  ['slack-redir.net', [inParameter('url')]],
] satisfies [string, readonly WrapperForm[]][]);

/** Here much else stands, so a page counts only where it carries a link. */
const bySite: ReadonlyMap<string, readonly WrapperForm[]> = new Map([
  ['trendmicro.com', [{ path: /^\/wis\/clicktime\//u, ...inParameter('url') }]],
  ['teams.cdn.office.net', [{ path: /\/safelinks\//u, ...inParameter('url') }]],
  ['youtube.com', [{ path: /^\/redirect$/u, ...inParameter('q') }]],
  ['facebook.com', [{ path: /^\/(?:l|flx\/warn)(?:\.php)?\/?$/u, ...inParameter('u') }]],
  ['linkedin.com', [{ path: /^\/(?:redir\/redirect|safety\/go)\/?$/u, ...inParameter('url') }]],
  ['steamcommunity.com', [{ path: /^\/linkfilter\/?$/u, ...inParameter('url', 'u') }]],
  ['vk.com', [{ path: /^\/away\.php$/u, ...inParameter('to') }]],
  ['duckduckgo.com', [{ path: /^\/l\/?$/u, ...inParameter('uddg') }]],
  ['bing.com', [{ path: /^\/ck\/a$/u, parameters: ['u'], coding: 'base64' }]],
] satisfies [string, readonly WrapperForm[]][]);

const googleSearch = /^(?:www\.)?google\.(?:com|[a-z]{2}|com?\.[a-z]{2})$/u;
const none: readonly WrapperForm[] = [];

/** The forms in which links of this host carry another one; a host is in canonical form. */
export function wrapperForms(host: string): readonly WrapperForm[] {
  const name = nameAbove(host, byName);
  if (name !== null) return byName.get(name) ?? none;
  const site = nameAbove(host, bySite);
  if (site !== null) return bySite.get(site) ?? none;
  return googleSearch.test(host) ? google : none;
}

export const wrapperNames: readonly string[] = [...byName.keys()];
