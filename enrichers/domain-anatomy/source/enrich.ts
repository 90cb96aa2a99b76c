import { domainToUnicode } from 'node:url';
import { parse } from 'tldts';
import type { Enrich, Result } from '../../sdk/index.ts';
import { characterClasses, countClasses, entropy } from './characters.ts';
import { homographReason, scriptsOf } from './scripts.ts';

export const enrich: Enrich = (observable) => {
  const host = observable.type === 'url' ? hostOf(observable.value) : observable.value;
  const parts = parse(host, { allowPrivateDomains: true, validateHostname: false });
  if (parts.isIp === true) return { noData: 'The URL names an address, not a domain.' };
  const listed = parts.isIcann === true || parts.isPrivate === true;
  const suffix = listed ? (parts.publicSuffix ?? '') : '';
  return describe(host, {
    suffix,
    registrable: listed ? (parts.domain ?? '') : '',
    source: suffix === '' ? 'not listed' : parts.isPrivate === true ? 'private' : 'ICANN',
  });
};

type Anatomy = { readonly suffix: string; readonly registrable: string; readonly source: string };

function describe(host: string, anatomy: Anatomy): Result {
  const unicode = domainToUnicode(host) || host;
  const labels = unicode.split('.');
  const ownLabel = anatomy.registrable.split('.')[0] || host;
  const reasons = labels.flatMap((label) => homographReason(label) ?? []);
  const scripts = [...new Set(labels.flatMap(scriptsOf))];
  const spelled = domainToUnicode(ownLabel) || ownLabel;
  return {
    title: 'Domain anatomy',
    ...(reasons[0] === undefined
      ? {}
      : {
          verdict: {
            level: 'suspicious',
            sentence: 'letters that look alike',
            reason: `${reasons.join('; ')}.`,
          },
        }),
    widgets: [
      {
        type: 'badges',
        items: [
          {
            label: 'Suffix',
            value:
              anatomy.suffix === ''
                ? 'not on the public suffix list'
                : `${anatomy.suffix} (${anatomy.source})`,
          },
          { label: 'Labels', value: labels.length, kind: 'Integer' },
          { label: 'Scripts', value: scripts.join(', ') || 'none' },
          ...(unicode === host ? [] : [{ label: 'Shown as', value: unicode }]),
        ],
      },
      {
        type: 'table',
        title: 'Name',
        columns: ['Field', 'Value'],
        key: ['Field'],
        rows: [
          [
            'Registrable domain',
            anatomy.registrable === '' ? 'none' : { kind: 'Domain', value: anatomy.registrable },
          ],
          [
            'Public suffix',
            anatomy.suffix === '' ? 'not on the public suffix list' : anatomy.suffix,
          ],
          ['Suffix listed as', anatomy.source],
          ['Unicode', { kind: 'Domain', value: unicode }],
          ['ASCII', { kind: 'Domain', value: host }],
          ['Length', { kind: 'Integer', value: host.length }],
          [`Entropy of ${spelled}`, { kind: 'Float', value: entropy(spelled) }],
        ],
      },
      labelTable(host, unicode, anatomy),
      {
        type: 'chart',
        title: 'Characters by class',
        options: {
          chart: { type: 'column' },
          xAxis: { categories: characterClasses },
          yAxis: { title: { text: 'Characters' }, allowDecimals: false },
          legend: { enabled: false },
          series: [{ name: 'Characters', data: countClasses(labels.join('')) }],
        },
      },
    ],
    related:
      anatomy.registrable === '' || anatomy.registrable === host
        ? []
        : [{ type: 'domain', value: anatomy.registrable, relation: 'registrable domain' }],
    facts: {
      'domain.registrable': anatomy.registrable || null,
      'domain.suffix': anatomy.suffix || null,
      'domain.suffixSource': anatomy.source,
      'domain.unicode': unicode,
      'domain.punycode': unicode !== host,
      'domain.labels': labels.length,
      'domain.length': host.length,
      'domain.entropy': entropy(spelled),
      'domain.scripts': scripts.join(' '),
      'domain.homograph': reasons.length > 0,
    },
  };
}

function labelTable(host: string, unicode: string, anatomy: Anatomy) {
  const ascii = host.split('.');
  const suffixLabels = anatomy.suffix === '' ? 0 : anatomy.suffix.split('.').length;
  const ownAt = anatomy.registrable === '' ? -1 : ascii.length - suffixLabels - 1;
  return {
    type: 'table',
    title: 'Labels',
    columns: [
      { name: 'Label' },
      { name: 'Unicode' },
      { name: 'Part' },
      { name: 'Scripts' },
      { name: 'Length', kind: 'Integer' },
      { name: 'Entropy', kind: 'Float' },
    ],
    rows: unicode.split('.').map((label, index) => {
      const part =
        index >= ascii.length - suffixLabels ? 'suffix' : index === ownAt ? 'registrable' : 'host';
      return [
        ascii[index] ?? label,
        label,
        part,
        scriptsOf(label).join(', ') || 'none',
        label.length,
        entropy(label),
      ];
    }),
  } as const;
}

/** The observable is canonical, so this is a URL; its host is empty for `file:` and the like. */
function hostOf(value: string): string {
  return URL.canParse(value) ? new URL(value).hostname : value;
}
