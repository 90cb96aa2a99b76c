import { describe, expect, it } from 'vitest';
import { describeBundle } from './bundle-folder.ts';
import { parseMetadata } from './metadata.ts';

const least = {
  title: 'Sample',
  description: 'A sample.',
  sdk_type: 'flairbench',
  app_name: 'com.example.sample',
  version: '1.0.0',
  transforms: [{ transform_name: 'sample', entity_type: ['ipv4'] }],
};
const [transform] = least.transforms;

function problemsOf(metadata: unknown): string[] {
  const parsed = parseMetadata(typeof metadata === 'string' ? metadata : JSON.stringify(metadata));
  return parsed.ok ? [] : parsed.problems.map(({ sentence }) => sentence);
}

function enricherOf(metadata: unknown) {
  const parsed = parseMetadata(JSON.stringify(metadata));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const place = { folder: '/bundles/sample', hash: 'abc', builtIn: false };
  return describeBundle(parsed.metadata, place).enrichers[0];
}

describe('metadata that cannot be used', () => {
  it.each([
    ['an empty file', '', 'metadata.json is not valid JSON.'],
    ['a list', [], 'metadata.json must hold one JSON object.'],
    [
      'a byte-order mark',
      `\uFEFF${JSON.stringify(least)}`,
      'metadata.json begins with a byte-order mark. Save it as UTF-8 without one.',
    ],
    ['a key twice', '{"title": "a",\n"title": "b"}', 'metadata.json has the key "title" twice.'],
    [
      'the same key spelled with an escape',
      String.raw`{"title": "a", "titl\u0065": "b"}`,
      'metadata.json has the key "title" twice.',
    ],
    [
      'depth without end',
      `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      'metadata.json is nested more than 20 levels deep.',
    ],
    ['great size', ' '.repeat(1024 * 1024 + 1), 'metadata.json is larger than 1 MiB.'],
    ['no title', { ...least, title: undefined }, 'metadata.json: "title" is missing.'],
    [
      'a file of the machine that it chose itself',
      {
        ...least,
        settings: [{ name: 'list', label: 'List', type: 'file', default: '/etc/passwd' }],
      },
      'metadata.json: "settings[0].default" must be left out: who sets it up says where it may look.',
    ],
    [
      'a server beside the declared hosts that it chose itself',
      {
        ...least,
        settings: [
          { name: 'server', label: 'Server', type: 'server', default: 'https://a.example' },
        ],
      },
      'metadata.json: "settings[0].default" must be left out: who sets it up says where it may look.',
    ],
    [
      'a name server that it chose itself',
      {
        ...least,
        settings: [{ name: 'resolver', label: 'Server', type: 'text', default: '192.0.2.1' }],
      },
      'metadata.json: "settings[0].default" must be left out: who sets it up says where it may look.',
    ],
    ['an empty title', { ...least, title: ' ' }, 'metadata.json: "title" is empty.'],
    [
      'a title that turns its direction round',
      { ...least, title: 'a\u202Eb' },
      'metadata.json: "title" holds control or invisible characters.',
    ],
    [
      'a letter of another script in app_name',
      { ...least, app_name: 'com.exаmple.sample' },
      'metadata.json: "app_name" must be a reversed domain name in plain letters, like com.example.my-enricher.',
    ],
    [
      'an app_name that Windows reserves',
      { ...least, app_name: 'con.example.sample' },
      'metadata.json: "app_name" begins with a name that Windows reserves.',
    ],
    [
      'a version of two parts',
      { ...least, version: '1.0' },
      'metadata.json: "version" must be three numbers with dots, like 1.0.0 or 1.0.0-beta.',
    ],
    ['a wrong type', { ...least, reuse: 'yes' }, 'metadata.json: "reuse" must be true or false.'],
    [
      'a host with a scheme',
      { ...least, hosts: ['https://api.example.com'] },
      'metadata.json: "hosts[0]" must be a host name like api.example.com, *.example.com or api.example.com:8443.',
    ],
    [
      'hosts of an offline enricher',
      { ...least, audience: 'offline', hosts: ['api.example.com'] },
      'metadata.json: "transforms[0].hosts" must be empty where the audience is offline.',
    ],
    [
      'name servers asked by an offline enricher',
      { ...least, audience: 'offline', resolves: true },
      'metadata.json: "transforms[0].resolves" must be false where the audience is offline.',
    ],
    [
      'an act that starts by itself',
      { ...least, effect: 'act', start: 'on-paste' },
      'metadata.json: "transforms[0].start" must be manual: what acts runs by hand only.',
    ],
    [
      'a limit that is misspelled',
      { ...least, maxTlp: 'green' },
      'metadata.json: "maxTlp" is not a field of this format.',
    ],
    [
      'a quota by the week',
      { ...least, limits: { quota: { requests: 5, per: 'week' } } },
      'metadata.json: "limits.quota.per" must be day or month.',
    ],
    [
      'usage that is neither headers nor an address',
      { ...least, limits: { usage: { url: 'file:///etc/passwd' } } },
      'metadata.json: "limits.usage" must name headers, or an address and what to read there.',
    ],
    [
      'usage at a host that is made of a credential',
      { ...least, limits: { usage: { url: 'https://{api_key}.example.com/quota' } } },
      'metadata.json: "limits.usage" must name headers, or an address and what to read there.',
    ],
    [
      'the same transform twice',
      { ...least, transforms: [transform, transform] },
      'metadata.json: "transforms[1].transform_name" is "sample", which stands there already.',
    ],
    [
      'a script outside the source folder',
      { ...least, transforms: [{ ...transform, parameters: '../enrich.ts' }] },
      'metadata.json: "transforms[0].parameters" must begin with the name of a file in the source folder.',
    ],
    [
      'a credential with the name of a prototype',
      {
        ...least,
        credentials: [{ name: '__proto__', label: 'Key', required: true, sensitive: true }],
      },
      'metadata.json: "credentials[0].name" must begin with a letter and hold only letters, digits, _, . and -.',
    ],
  ])('is refused for %s', (_, metadata, sentence) => {
    expect(problemsOf(metadata)).toEqual([sentence]);
  });

  it('names the line where it knows it', () => {
    expect(parseMetadata('{\n"title": "a",\n"title": "b"}')).toEqual({
      ok: false,
      problems: [{ line: 3, sentence: 'metadata.json has the key "title" twice.' }],
    });
  });
});

describe('what an enricher leaves unsaid', () => {
  it.each([
    ['nothing at all', {}, ['third_party', 'read', 500, 'green', 'manual']],
    ['offline', { audience: 'offline' }, ['offline', 'read', null, 'red', 'on-paste']],
    ['own', { audience: 'own' }, ['own', 'read', null, 'red', 'manual']],
    ['publishes', { audience: 'publishes' }, ['publishes', 'read', 500, 'clear', 'manual']],
    [
      'a source that counts nothing',
      { limits: { quota: null } },
      ['third_party', 'read', null, 'green', 'manual'],
    ],
    [
      'offline, acting',
      { audience: 'offline', effect: 'act' },
      ['offline', 'act', null, 'red', 'manual'],
    ],
    [
      'all of it',
      { limits: { quota: { requests: 20, per: 'month' } }, max_tlp: 'TLP:AMBER', start: 'on-open' },
      ['third_party', 'read', 20, 'amber', 'on-open'],
    ],
  ])('is filled in by what it says: %s', (_, said, expected) => {
    const enricher = enricherOf({ ...least, ...said });
    expect([
      enricher?.audience,
      enricher?.effect,
      enricher?.limits.quota?.requests ?? null,
      enricher?.maxTlp,
      enricher?.start,
    ]).toEqual(expected);
  });

  it('limits are counted together where the bundle has them, and apart where a transform has its own', () => {
    const rate = { requests: 4, seconds: 1 };
    const own = { ...least, transforms: [{ ...transform, limits: { rate } }] };
    expect([enricherOf({ ...least, limits: { rate } }), enricherOf(own)]).toMatchObject([
      { limitScope: 'com.example.sample', limits: { rate, concurrency: null, usage: null } },
      { limitScope: 'com.example.sample:sample', limits: { rate, concurrency: null, usage: null } },
    ]);
  });

  it('takes what the transform says before what the bundle says', () => {
    const transforms = [{ ...transform, audience: 'offline', timeout: 5 }];
    const enricher = enricherOf({
      ...least,
      audience: 'publishes',
      timeout: 60,
      ttl: 60,
      transforms,
    });
    expect([enricher?.audience, enricher?.timeoutSeconds, enricher?.ttlSeconds]).toEqual([
      'offline',
      5,
      60,
    ]);
  });

  it('maps the scopes of other systems and shows those that map to nothing', () => {
    const scope = [
      'anomali.IPv4Address',
      'Ipv4-Addr',
      'anomaly.Domain',
      'maltego.Phrase',
      'hash',
      'Sausage',
    ];
    const enricher = enricherOf({ ...least, transforms: [{ ...transform, entity_type: scope }] });
    expect({ types: enricher?.types, unknown: enricher?.unknownTypes }).toEqual({
      types: ['ipv4', 'domain', 'phrase', 'md5', 'sha1', 'sha256', 'sha512'],
      unknown: ['Sausage'],
    });
  });
});
