import { member } from '../../answers/members.ts';

/** The parts of a jCard (RFC 7095) that say who somebody is and how to reach them. */
export type Card = {
  readonly name: string | null;
  readonly organisation: string | null;
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  /** ISO 3166-1 alpha-2, or its name where the card has no code */
  readonly country: string | null;
};

/** Reads `vcardArray`: `["vcard", [[name, parameters, type, value…]…]]`. What is no card gives an empty one. */
export function readCard(vcardArray: unknown): Card {
  const properties = listAt(vcardArray, 1).filter(Array.isArray);
  const named = (name: string) =>
    properties.filter(([key]) => typeof key === 'string' && key.toLowerCase() === name);
  const texts = (name: string) => named(name).flatMap((property) => said(property[3]) ?? []);
  return {
    name: texts('fn')[0] ?? null,
    organisation: texts('org')[0] ?? null,
    emails: texts('email'),
    phones: texts('tel').map((text) => text.replace(/^tel:/i, '')),
    country: countryOf(named('adr')[0]),
  };
}

/** A text that says something: registries write a placeholder where they keep it to themselves. */
function said(value: unknown): string | null {
  const text = (Array.isArray(value) ? value.filter((part) => typeof part === 'string') : [value])
    .filter((part) => typeof part === 'string')
    .join(', ')
    .trim();
  return text === '' || /redacted|not disclosed|data protected/i.test(text) ? null : text;
}

/** The last of the seven parts of an address; RFC 8605 puts the code beside it, into the parameter `cc`. */
function countryOf(address: readonly unknown[] | undefined): string | null {
  const code = member(address?.[1], 'cc');
  return said(typeof code === 'string' ? code.toUpperCase() : listAt(address?.[3], 6, true));
}

function listAt(value: unknown, index: number): readonly unknown[];
function listAt(value: unknown, index: number, any: true): unknown;
function listAt(value: unknown, index: number, any = false): unknown {
  const part: unknown = Array.isArray(value) ? value[index] : undefined;
  return any || Array.isArray(part) ? part : [];
}
