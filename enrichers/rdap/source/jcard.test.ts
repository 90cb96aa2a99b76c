import { expect, it } from 'vitest';
import { readCard } from './jcard.ts';

const nobody = { name: null, organisation: null, emails: [], phones: [], country: null };
const card = (...properties: readonly unknown[]) => ['vcard', properties];

it.each<[string, unknown, object]>([
  ['no card', undefined, {}],
  ['a card of another shape', { vcard: [['fn', {}, 'text', 'Jane']] }, {}],
  ['an empty card', card(), {}],
  ['a name', card(['fn', {}, 'text', ' Jane Doe ']), { name: 'Jane Doe' }],
  ['a property in capitals', card(['FN', {}, 'text', 'Jane Doe']), { name: 'Jane Doe' }],
  [
    'an organisation in parts',
    card(['org', {}, 'text', ['Example', 'Abuse desk']]),
    { organisation: 'Example, Abuse desk' },
  ],
  ['a placeholder for what is kept back', card(['fn', {}, 'text', 'REDACTED FOR PRIVACY']), {}],
  [
    'a service that stands before the holder',
    card(['org', {}, 'text', 'Withheld for Privacy ehf']),
    { organisation: 'Withheld for Privacy ehf' },
  ],
  [
    'several addresses',
    card(['email', {}, 'text', 'a@x.example'], ['email', {}, 'text', 'b@x.example']),
    { emails: ['a@x.example', 'b@x.example'] },
  ],
  ['a telephone as an address', card(['tel', {}, 'uri', 'tel:+1.555']), { phones: ['+1.555'] }],
  [
    'a country by its code beside the address',
    card(['adr', { cc: 'de' }, 'text', ['', '', '', '', '', '', 'Germany']]),
    { country: 'DE' },
  ],
  [
    'a country in the address',
    card(['adr', {}, 'text', ['', '', '', '', '', '', 'Germany']]),
    { country: 'Germany' },
  ],
  ['an address in one line', card(['adr', { label: 'Street 1\nBerlin' }, 'text', 'Berlin']), {}],
])('reads %s', (_name, given, expected) => {
  expect(readCard(given)).toEqual({ ...nobody, ...expected });
});
