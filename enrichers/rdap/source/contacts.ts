import type { Widget } from '../../sdk/index.ts';
import type { Contact, Registration } from './registration.ts';

/** Who stands behind a registration, by all who told of it. */
export type Told = {
  readonly contacts: readonly Contact[];
  readonly registrar: string | null;
  readonly holder: string | null;
  /** e-mail addresses that take complaints */
  readonly abuse: readonly string[];
  readonly country: string | null;
};

export function told(registrations: readonly (Registration | null)[]): Told {
  const contacts = registrations.flatMap((each) => each?.contacts ?? []).filter(saysSomething);
  const inRole = (role: string) => contacts.filter(({ roles }) => roles.includes(role));
  const holder = inRole('registrant')
    .map(nameOf)
    .find((name) => name !== null);
  const [registrar] = inRole('registrar');
  return {
    contacts: distinct(contacts),
    // A registrar is called by its number where its card names nobody.
    registrar: registrar === undefined ? null : (nameOf(registrar) ?? registrar.handle),
    holder: holder ?? null,
    abuse: [...new Set(inRole('abuse').flatMap(({ emails }) => emails.map(withoutScheme)))],
    country: inRole('registrant').find(({ country }) => country !== null)?.country ?? null,
  };
}

export function contactTable({ contacts }: Told): Widget[] {
  if (contacts.length === 0) return [];
  return [
    {
      type: 'table',
      title: 'Contacts',
      columns: ['Role', 'Name', 'Organisation', 'E-mail', 'Telephone', 'Country', 'Handle'],
      rows: contacts.map(({ roles, name, organisation, emails, phones, country, handle }) => [
        roles.join(', '),
        name,
        organisation,
        emails.map(withoutScheme).join(', '),
        phones.join(', '),
        country,
        handle,
      ]),
    },
  ];
}

function nameOf({ organisation, name }: Contact): string | null {
  return organisation ?? name;
}

function saysSomething({ name, organisation, emails, phones, country, handle }: Contact): boolean {
  return (
    [name, organisation, country, handle].some((text) => text !== null) ||
    emails.length + phones.length > 0
  );
}

/** Registry and registrar name many of them twice. */
function distinct(contacts: readonly Contact[]): readonly Contact[] {
  return [...new Map(contacts.map((contact) => [JSON.stringify(contact), contact])).values()];
}

function withoutScheme(address: string): string {
  return address.replace(/^mailto:/i, '');
}
