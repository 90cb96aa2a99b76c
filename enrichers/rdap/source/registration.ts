import { listOf, member, numberOf, textOf, textsOf } from '../../answers/members.ts';
import { type Card, readCard } from './jcard.ts';
import { networksOf } from './networks.ts';

type Event = {
  readonly action: string;
  readonly time: string;
  readonly actor: string | null;
};
export type Contact = Card & { readonly roles: readonly string[]; readonly handle: string | null };
type NameServer = { readonly name: string; readonly addresses: readonly string[] };
type Note = { readonly title: string; readonly text: string };

/** What a registry or a registrar tells of a domain, network or AS number (RFC 9083). */
export type Registration = {
  readonly handle: string | null;
  readonly name: string | null;
  readonly type: string | null;
  readonly status: readonly string[];
  readonly events: readonly Event[];
  readonly contacts: readonly Contact[];
  /** IANA's number of the registrar */
  readonly registrarId: string | null;
  readonly nameServers: readonly NameServer[];
  readonly signed: boolean | null;
  readonly country: string | null;
  readonly networks: readonly string[];
  /** `1.2.3.0 - 1.2.3.255`, `AS1 - AS6` */
  readonly range: string | null;
  readonly originNumbers: readonly string[];
  readonly notes: readonly Note[];
  /** what is kept back, by its name (RFC 9537) */
  readonly redacted: readonly string[];
  /** addresses of other servers' answers to the same question */
  readonly related: readonly string[];
};

/** Reads an answer; null where it is not about such an object. */
export function readRegistration(
  body: unknown,
  object: 'domain' | 'ip network' | 'autnum',
): Registration | null {
  if (textOf(body, 'objectClassName')?.toLowerCase() !== object) return null;
  const contacts = contactsOf(listOf(body, 'entities'), 0);
  return {
    handle: textOf(body, 'handle'),
    name:
      textOf(body, 'unicodeName') ??
      textOf(body, 'name') ??
      textOf(body, 'ldhName')?.toLowerCase() ??
      null,
    type: textOf(body, 'type'),
    status: textsOf(body, 'status'),
    events: listOf(body, 'events').flatMap(readEvent),
    contacts,
    registrarId: registrarIdOf(listOf(body, 'entities')),
    nameServers: listOf(body, 'nameservers').flatMap(readNameServer),
    signed: signedOf(member(body, 'secureDNS')),
    country: textOf(body, 'country'),
    networks: networksOf(body),
    range: rangeOf(body),
    originNumbers: listOf(body, 'arin_originas0_originautnums')
      .filter(Number.isInteger)
      .map(String),
    notes: [...listOf(body, 'remarks'), ...listOf(body, 'notices')].map(readNote),
    redacted: listOf(body, 'redacted').flatMap(redactedName),
    related: listOf(body, 'links').flatMap(relatedAddress),
  };
}

function readEvent(event: unknown): Event[] {
  const [action, time] = [textOf(event, 'eventAction'), textOf(event, 'eventDate')];
  if (action === null || time === null) return [];
  return [{ action: action.toLowerCase(), time, actor: textOf(event, 'eventActor') }];
}

const deepestEntity = 3;

/** Entities stand in entities: the abuse desk in the registrar. */
function contactsOf(entities: readonly unknown[], depth: number): Contact[] {
  if (depth > deepestEntity) return [];
  return entities.flatMap((entity) => [
    {
      ...readCard(member(entity, 'vcardArray')),
      roles: textsOf(entity, 'roles').map((role) => role.toLowerCase()),
      handle: textOf(entity, 'handle'),
    },
    ...contactsOf(listOf(entity, 'entities'), depth + 1),
  ]);
}

function registrarIdOf(entities: readonly unknown[]): string | null {
  const ids = entities
    .filter((entity) => textsOf(entity, 'roles').includes('registrar'))
    .flatMap((entity) => listOf(entity, 'publicIds'));
  const id = ids.find((each) => /IANA Registrar ID/i.test(textOf(each, 'type') ?? ''));
  return textOf(id, 'identifier');
}

function readNameServer(server: unknown): NameServer[] {
  const name = textOf(server, 'ldhName');
  if (name === null) return [];
  const addresses = member(server, 'ipAddresses');
  return [
    {
      name: name.toLowerCase().replace(/\.$/, ''),
      addresses: [...textsOf(addresses, 'v4'), ...textsOf(addresses, 'v6')],
    },
  ];
}

function signedOf(secureDns: unknown): boolean | null {
  const signed = member(secureDns, 'delegationSigned');
  return typeof signed === 'boolean' ? signed : null;
}

function rangeOf(body: unknown): string | null {
  const [first, last] = [textOf(body, 'startAddress'), textOf(body, 'endAddress')];
  if (first !== null && last !== null) return `${first} - ${last}`;
  const [from, to] = [numberOf(body, 'startAutnum'), numberOf(body, 'endAutnum')];
  if (from === null) return null;
  return to === null || to === from ? `AS${from}` : `AS${from} - AS${to}`;
}

function readNote(note: unknown): Note {
  return {
    title: textOf(note, 'title') ?? '',
    text: textsOf(note, 'description').join('\n'),
  };
}

function redactedName(entry: unknown): string[] {
  const name = member(entry, 'name');
  return [textOf(name, 'description') ?? textOf(name, 'type')].filter((text) => text !== null);
}

/** Other relations lead to pages for people, or back to this answer. */
function relatedAddress(link: unknown): string[] {
  const [relation, address] = [textOf(link, 'rel'), textOf(link, 'href')];
  const type = textOf(link, 'type') ?? '';
  if (relation !== 'related' || address === null || !type.startsWith('application/rdap+json'))
    return [];
  const url = URL.parse(address);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return [];
  url.hash = '';
  return [url.href];
}
