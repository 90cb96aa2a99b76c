import { expect, test } from 'vitest';
import { scrubbedEnvironment } from './environment.ts';

const environment = {
  AWS_SECRET_ACCESS_KEY: 'secret',
  HTTPS_PROXY: 'http://user:password@proxy',
  NODE_OPTIONS: '--require ./evil.js',
  LD_PRELOAD: '/evil.so',
  PATH: '/home/me/bin',
  SystemRoot: 'C:\\Windows',
};

test('a child sees only what it needs to start', () => {
  const folder = '/tmp/work';
  expect(
    scrubbedEnvironment({ environment, platform: 'linux', folder, program: '/opt/node' }),
  ).toEqual({ PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', TZ: 'UTC', HOME: folder, TMPDIR: folder });
});

test('on Windows it also sees where the system is', () => {
  const folder = 'C:\\work';
  const seen = scrubbedEnvironment({ environment, platform: 'win32', folder, program: '/n/node' });
  expect(Object.keys(seen).toSorted()).toEqual(
    ['HOME', 'PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'TZ', 'USERPROFILE'].toSorted(),
  );
});
