import { describe, expect, it } from 'vitest';
import type { Cell, Scalar } from '../../src-main/contract/report.ts';
import type { ItemKind } from '../../src-main/contract/vocabulary.ts';
import { observableOf, plainText, shownText } from './item-values.ts';

describe('observableOf', () => {
  it.each<[ItemKind, Scalar, ReturnType<typeof observableOf>]>([
    ['IPv4', '1.2.3.4', { type: 'ipv4', value: '1.2.3.4' }],
    ['Domain', 'Evil.Example', { type: 'domain', value: 'evil.example' }],
    ['AS', 60729, { type: 'asn', value: 'AS60729' }],
    ['AS', 'as60729', { type: 'asn', value: 'AS60729' }],
    ['AS', 'Example Networks', null],
    [
      'Hash',
      '44D88612FEA8A8F36DE82E1278ABB02F',
      { type: 'md5', value: '44d88612fea8a8f36de82e1278abb02f' },
    ],
    ['Hash', 'abc', null],
    ['String', '1.2.3.4', null],
    ['IPv4', null, null],
    ['IPv4', '', null],
  ])('%s %j names %j', (kind, value, expected) => {
    expect(observableOf(kind, value)).toEqual(expected);
  });
});

describe('shownText', () => {
  it.each<[ItemKind, Scalar, string]>([
    ['String', null, '–'],
    ['Boolean', true, 'yes'],
    ['Integer', 0, '0'],
    ['IPv4', '1.2.3.4', '1[.]2[.]3[.]4'],
    ['AS', 60729, 'AS60729'],
    ['Link', 'https://a.example/x.y', 'hxxps://a[.]example/x.y'],
    ['Date', '2026-11-20T09:46:00.000Z', '2026-11-20'],
    ['DateTime', '2026-11-20T09:46:12.345Z', '2026-11-20 09:46 UTC'],
    ['DateTime', '2026-11-20 09:46:12', '2026-11-20 09:46'],
    ['DateTime', '2026-11-20T09:46:12+02:00', '2026-11-20T09:46:12+02:00'],
    ['DateTime', 1_795_167_960, '2026-11-20 09:46 UTC'],
    ['DateTime', 1_795_167_960_000, '2026-11-20 09:46 UTC'],
    ['DateTime', 'last week', 'last week'],
    ['DateTime', 1e300, '1e+300'],
  ])('%s %j is shown as %s', (kind, value, expected) => {
    expect(shownText(kind, value, 'brackets')).toBe(expected);
  });
});

describe('plainText', () => {
  it.each<[Cell, string]>([
    [null, ''],
    [12, '12'],
    [{ kind: 'Link', value: 'https://a.example', label: 'report' }, 'report (https://a.example)'],
    [{ kind: 'String', value: null, label: 'none' }, 'none'],
    [
      {
        kind: 'Composite',
        value: [
          { kind: 'IPv4', value: '1.2.3.4' },
          { kind: 'String', value: 'tor' },
        ],
      },
      '1.2.3.4, tor',
    ],
  ])('%j reads %s', (cell, expected) => {
    expect(plainText(cell)).toBe(expected);
  });

  it.each<[Cell, ItemKind, string]>([
    ['1.2.3.4', 'IPv4', '1[.]2[.]3[.]4'],
    ['1.2.3.4', 'String', '1.2.3.4'],
    [
      { kind: 'Link', value: 'https://a.example', label: 'report' },
      'String',
      'report (hxxps://a[.]example)',
    ],
    [{ kind: 'Composite', value: [{ kind: 'Domain', value: 'a.b' }] }, 'String', 'a[.]b'],
  ])('%j under %s is defanged as %s', (cell, kind, expected) => {
    expect(plainText(cell, kind, 'brackets')).toBe(expected);
  });
});
