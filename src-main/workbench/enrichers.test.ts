import { expect, test } from 'vitest';
import type { EnricherChange, SettingField, SettingValues } from '../contract/enricher.ts';
import { Failure } from '../contract/failure.ts';
import { enricherCalled } from '../runs/fixtures/enricher.ts';
import { openEnricherDesk } from './enrichers.ts';

async function missing(field: Partial<SettingField>, settingValues: SettingValues) {
  const enricher = enricherCalled('looks-up');
  const settings = [{ name: 'level', label: 'Level', type: 'text' as const, ...field }];
  const desk = await openEnricherDesk({
    installed: () => [{ ...enricher, bundle: { ...enricher.bundle, settings } }],
    settings: { enricherChange: () => ({ settingValues }), changeEnricher: async () => {} },
    definedTypes: () => [],
    vault: { names: async () => [], read: async () => ({}), write: async () => {} },
  });
  return desk.byId(enricher.id)?.missingSettings;
}

test.each<[name: string, field: Partial<SettingField>, values: SettingValues, missing: string[]]>([
  ['a required text without a value is missing', { required: true }, {}, ['Level']],
  ['a required text that is empty is missing', { required: true }, { level: '' }, ['Level']],
  ['a required text with a default is there', { required: true, default: 'low' }, {}, []],
  ['a required number of 0 is there', { required: true, type: 'number' }, { level: 0 }, []],
  [
    'a required tick that is off is there',
    { required: true, type: 'boolean' },
    { level: false },
    [],
  ],
  ['a file that may be left out is not missed', { type: 'file' }, {}, []],
])('%s', async (_name, field, values, expected) => {
  expect(await missing(field, values)).toEqual(expected);
});

test.each<[state: string, names: () => Promise<string[]>, missing: string[]]>([
  ['locked, what is in it is not missing', async () => ['key'], []],
  ['damaged, all is missing', () => Promise.reject(locked()), ['Key']],
])('where the vault is %s, and the others can be asked', async (_state, names, expected) => {
  const [keyed, free] = [enricherCalled('keyed'), enricherCalled('free')];
  const key = { name: 'key', label: 'Key', description: '', required: true, sensitive: true };
  const bundle = { ...keyed.bundle, credentials: [{ ...key, rank: null }] };
  const desk = await openEnricherDesk({
    installed: () => [{ ...keyed, bundle }, free],
    settings: { enricherChange: () => ({}), changeEnricher: async () => {} },
    definedTypes: () => [],
    vault: { names, read: () => Promise.reject(locked()), write: async () => {} },
  });
  expect(desk.all().map(({ missingCredentials }) => missingCredentials)).toEqual([expected, []]);
});

test('a type that an admin defined is one that an enricher takes', async () => {
  let definedTypes: readonly string[] = [];
  const enricher = enricherCalled('looks-up');
  const desk = await openEnricherDesk({
    installed: () => [{ ...enricher, types: [], unknownTypes: ['Maltego.Ticket', 'person'] }],
    settings: { enricherChange: () => ({}), changeEnricher: async () => {} },
    definedTypes: () => definedTypes,
    vault: { names: async () => [], read: async () => ({}), write: async () => {} },
  });
  const scope = async () => {
    const [described] = await desk.described();
    return [described?.types, described?.unknownTypes, described?.problem];
  };
  const before = await scope();
  definedTypes = ['ticket'];
  await desk.refresh();
  expect([before, await scope()]).toEqual([
    [[], ['Maltego.Ticket', 'person'], 'It takes no type that is known here, so it never runs.'],
    [['ticket'], ['person'], null],
  ]);
});

const locked = () => new Failure('VAULT_LOCKED', 'The credentials are locked.');

const withServer = (server: string) =>
  withSetting({ name: 'server', label: 'Server', type: 'server' }, server);

async function withSetting(field: SettingField, value: SettingValues[string]) {
  const enricher = enricherCalled('asks', { hosts: ['api.example.com'] });
  const settings = [field];
  let change: EnricherChange = {};
  const desk = await openEnricherDesk({
    installed: () => [{ ...enricher, bundle: { ...enricher.bundle, settings } }],
    settings: {
      enricherChange: () => change,
      changeEnricher: async (_id, changed) => void (change = changed),
    },
    definedTypes: () => [],
    vault: { names: async () => [], read: async () => ({}), write: async () => {} },
  });
  await desk.change(enricher.id, { settingValues: { [field.name]: value } });
  return desk.byId(enricher.id)?.hosts;
}

test.each<[server: string, hosts: string[]]>([
  ['https://mirror.example.com/api', ['mirror.example.com']],
  ['https://mirror.example.com:8443', ['mirror.example.com:8443']],
  ['http://127.0.0.1:8080/', ['http://127.0.0.1:8080']],
  ['', ['api.example.com']],
])('the server %j that an admin names decides who may be asked', async (server, hosts) => {
  expect(await withServer(server)).toEqual(hosts);
});

test.each([
  'mirror.example.com',
  'ftp://mirror.example.com',
  'https://me:secret@mirror.example.com',
])('a server cannot be %j', async (server) => {
  await expect(withServer(server)).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: 'Server takes an address like https://server.example.com, without a password.',
  });
});

test.each([
  [{ minimum: 1, maximum: 365 }, 0, 'Days is from 1 to 365.'],
  [{ minimum: 1, maximum: 365 }, 99_999, 'Days is from 1 to 365.'],
  [{ minimum: 1 }, -5, 'Days is at least 1.'],
  [{ maximum: 365 }, 366, 'Days is at most 365.'],
])('a number within %j cannot be %d', async (bounds, value, message) => {
  const days: SettingField = { name: 'days', label: 'Days', type: 'number', ...bounds };
  await expect(withSetting(days, value)).rejects.toMatchObject({ code: 'BAD_INPUT', message });
  expect(await withSetting(days, 90)).toEqual(['api.example.com']);
});

test('hosts that an admin allows are asked besides those declared, and only hosts can be', async () => {
  let change: EnricherChange = {};
  const enricher = { ...enricherCalled('looks-up'), hosts: ['api.example'] };
  const desk = await openEnricherDesk({
    installed: () => [enricher],
    settings: {
      enricherChange: () => change,
      changeEnricher: async (_id, changed) => void (change = changed),
    },
    definedTypes: () => [],
    vault: { names: async () => [], read: async () => ({}), write: async () => {} },
  });
  await desk.change(enricher.id, { allowedHosts: ['cdn.example:8443'] });
  const wrong = desk.change(enricher.id, { allowedHosts: ['https://cdn.example/path'] });
  await expect(wrong).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message:
      '"https://cdn.example/path" is no host. Write api.example.com, *.example.com or host:8443.',
  });
  const [described] = await desk.described();
  expect([desk.byId(enricher.id)?.hosts, described?.hosts, described?.allowedHosts]).toEqual([
    ['api.example', 'cdn.example:8443'],
    ['api.example', 'cdn.example:8443'],
    ['cdn.example:8443'],
  ]);
});
