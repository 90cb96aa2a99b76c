import type { Item, Observable, ReportInput, Scalar, Widget } from '../../sdk/index.ts';
import type { Registrar } from './ask.ts';
import { contactTable, type Told, told } from './contacts.ts';
import type { Query } from './query.ts';
import type { Registration } from './registration.ts';
import type { Service } from './services.ts';

export type Found = {
  readonly observable: Observable;
  readonly query: Query;
  readonly service: Service;
  readonly registration: Registration;
  readonly registrar: Registrar;
  /** milliseconds since 1970 */
  readonly now: number;
};

/** What the registry says is what counts; of the registrar come the contacts that the registry does not name. */
export function describe(found: Found): ReportInput {
  const { query, service, registration, registrar } = found;
  const people = told([registration, registrar.registration]);
  const host = new URL(service.server).hostname;
  const others = registrar.registration === null ? '' : `, and by ${registrar.host}`;
  return {
    title: 'RDAP',
    description: `${query.name}, answered by ${host}${others}`,
    widgets: [
      badges(found, people),
      fieldTable(found, people),
      ...eventTable(found),
      ...contactTable(people),
      ...nameServerTable(registration),
      ...notes(found),
    ],
    related: relatedOf(found, people),
    facts: factsOf(found, people),
  };
}

const eventNames = {
  created: 'registration',
  expires: 'expiration',
  changed: 'last changed',
  databaseUpdated: 'last update of rdap database',
} as const;

/** ISO 8601 in UTC; null where there is no such event or its date is none. */
function timeOf({ events }: Registration, name: keyof typeof eventNames): string | null {
  const event = events.find(({ action }) => action === eventNames[name]);
  const time = Date.parse(event?.time ?? '');
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

function badges({ registration, service, query }: Found, people: Told): Widget {
  const created = timeOf(registration, 'created');
  return {
    type: 'badges',
    items: [
      ...(people.registrar === null ? [] : [{ label: 'Registrar', value: people.registrar }]),
      ...(created === null ? [] : [{ label: 'Registered', value: created.slice(0, 10) }]),
      ...registration.status.map((value) => ({ label: 'Status', value })),
      { kind: 'Link', label: 'The answer itself', value: `${service.server}${query.path}` },
    ],
  };
}

function fieldTable({ observable, query, registration, registrar }: Found, people: Told): Widget {
  const { handle, name, type, networks, range, signed } = registration;
  const redacted = new Set([...registration.redacted, ...(registrar.registration?.redacted ?? [])]);
  const kind = query.registry === 'dns' ? 'Domain' : 'String';
  const rows: (readonly [string, Item | string | null])[] = [
    ['Asked for', observable.value === query.name ? null : { kind, value: query.name }],
    ['Name', name === null ? null : { kind, value: name }],
    ['Handle', handle],
    ['Type', type],
    ['Range', range],
    ['Networks', networks.join(', ') || null],
    ['Country', registration.country ?? people.country],
    ['Registrar', people.registrar],
    ['Holder', people.holder],
    [
      'Complaints to',
      people.abuse.length === 0
        ? null
        : { value: people.abuse.map((value) => ({ kind: 'Email', value })) },
    ],
    ['Signed with DNSSEC', signed === null ? null : signed ? 'yes' : 'no'],
    ['Kept back', [...redacted].join(', ') || null],
  ];
  return {
    type: 'table',
    title: 'Registration',
    columns: ['Field', 'Value'],
    key: ['Field'],
    rows: rows.filter(([, value]) => value !== null),
  };
}

function eventTable({ registration, registrar }: Found): Widget[] {
  const all = [
    ...registration.events.map((event) => ({ ...event, by: 'registry' })),
    ...(registrar.registration?.events ?? []).map((event) => ({ ...event, by: 'registrar' })),
  ].filter(({ action }) => action !== eventNames.databaseUpdated);
  if (all.length === 0) return [];
  return [
    {
      type: 'table',
      title: 'Events',
      columns: ['Event', { name: 'Time', kind: 'DateTime' }, 'By', 'Told by'],
      key: ['Event', 'Told by'],
      rows: all.map(({ action, time, actor, by }) => [action, time, actor, by]),
    },
  ];
}

function nameServerTable({ nameServers }: Registration): Widget[] {
  if (nameServers.length === 0) return [];
  return [
    {
      type: 'table',
      title: 'Name servers',
      columns: [{ name: 'Name', kind: 'NSRecord' }, 'Addresses'],
      key: ['Name'],
      rows: nameServers.map(({ name, addresses }) => [name, addresses.join(', ')]),
    },
  ];
}

function notes({ service, registration, registrar }: Found): Widget[] {
  const about = [
    ...(registrar.trouble === null
      ? []
      : [`The registrar's part is missing. ${registrar.trouble}`]),
    ...(service.listed === ''
      ? []
      : [`Which server answers for it: IANA's list of ${service.listed}.`]),
  ];
  const said = registration.notes.filter(({ title, text }) => `${title}${text}` !== '');
  return [
    ...about.map((item): Widget => ({ type: 'text', item, lineBreak: true })),
    ...(said.length === 0
      ? []
      : [
          {
            type: 'table' as const,
            title: 'Remarks and notices',
            columns: [{ name: 'Title', width: '25%' }, 'Text'],
            rows: said.map(({ title, text }) => [title, text]),
          },
        ]),
  ];
}

function relatedOf(
  { observable, query, registration }: Found,
  people: Told,
): NonNullable<ReportInput['related']> {
  return [
    ...(query.registry === 'dns' && observable.value !== query.name
      ? [{ type: 'domain', value: query.name, relation: 'registered domain' }]
      : []),
    ...registration.nameServers.map(({ name }) => ({
      type: 'nsrecord',
      value: name,
      relation: 'name server',
    })),
    ...registration.networks
      .filter((network) => network !== observable.value)
      .map((value) => ({ type: 'cidr', value, relation: 'registered network' })),
    ...registration.originNumbers.map((value) => ({
      type: 'asn',
      value,
      relation: 'origin of routes',
    })),
    ...people.abuse.map((value) => ({ type: 'email', value, relation: 'takes complaints' })),
  ];
}

const dayMilliseconds = 86_400_000;

function factsOf({ service, registration, now }: Found, people: Told): Record<string, Scalar> {
  const created = timeOf(registration, 'created');
  const age = created === null ? null : Math.floor((now - Date.parse(created)) / dayMilliseconds);
  const { handle, name, status, networks, signed, nameServers } = registration;
  const facts: Record<string, Scalar> = {
    'rdap.handle': handle,
    'rdap.name': name,
    'rdap.status': [...status].sort().join(', ') || null,
    'rdap.registrar': people.registrar,
    'rdap.registrarId': registration.registrarId,
    'rdap.holder': people.holder,
    'rdap.abuse': people.abuse[0] ?? null,
    'rdap.created': created,
    'rdap.ageDays': age,
    'rdap.expires': timeOf(registration, 'expires'),
    'rdap.changed': timeOf(registration, 'changed'),
    'rdap.databaseUpdated': timeOf(registration, 'databaseUpdated'),
    'rdap.country': registration.country ?? people.country,
    'rdap.networks': networks.join(', ') || null,
    'rdap.signed': signed,
    'rdap.nameServers':
      nameServers
        .map(({ name }) => name)
        .sort()
        .join(', ') || null,
    'rdap.server': new URL(service.server).hostname,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
}
