import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createIsolation, testIsolation } from './isolation.ts';
import { findNodeBinary } from './node-binary.ts';

const options = {
  node: findNodeBinary({ ...process, environment: process.env }),
  environment: process.env,
  platform: process.platform,
};
const proved = await testIsolation(options);
const states = ({ capabilities }: typeof proved) =>
  Object.fromEntries(capabilities.map(({ capability, state }) => [capability, state]));

const allAdvisory = {
  Files: 'advisory',
  Network: 'advisory',
  'Other programs': 'advisory',
  'Time and output': 'advisory',
  Documents: 'advisory',
  Memory: 'advisory',
};

/** The kernel limits memory with walls or without them. */
const onlyMemory = { ...allAdvisory, Memory: 'enforced' };

/** Something that is called bubblewrap and builds no walls, or none that start. */
async function withPretender(script: string) {
  const folder = await mkdtemp(join(tmpdir(), 'flairbench-test-'));
  const bubblewrap = join(folder, 'bwrap');
  await writeFile(bubblewrap, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  try {
    return await testIsolation({ ...options, bubblewrapPaths: [bubblewrap] });
  } finally {
    await rm(folder, { recursive: true });
  }
}

test.skipIf(proved.bubblewrap === null)('behind walls a real child gets at nothing', () => {
  expect(states(proved)).toEqual({
    Files: 'enforced',
    Network: 'enforced',
    'Other programs': 'enforced',
    'Time and output': 'enforced',
    Documents: 'enforced',
    Memory: 'enforced',
  });
});

test.runIf(process.platform === 'linux')(
  'without bubblewrap only memory is promised, and the sentence says what to install',
  async () => {
    const report = await testIsolation({ ...options, platform: 'linux', bubblewrapPaths: [] });
    expect({ bubblewrap: report.bubblewrap, states: states(report) }).toEqual({
      bubblewrap: null,
      states: onlyMemory,
    });
    expect(report.capabilities[0]?.sentence).toMatch(/Install the package bubblewrap/);
  },
);

test('on other systems nothing is promised', async () => {
  const report = await testIsolation({ ...options, platform: 'darwin' });
  expect(states(report)).toEqual(allAdvisory);
});

test.runIf(process.platform === 'linux')(
  'walls that do not stand are not used, whatever they are called',
  async () => {
    const report = await withPretender('exit 1');
    expect({ bubblewrap: report.bubblewrap, states: states(report) }).toEqual({
      bubblewrap: null,
      states: onlyMemory,
    });
  },
);

test.runIf(process.platform === 'linux')(
  'walls that let everything through are found out',
  async () => {
    const report = await withPretender('while [ "$1" != -- ]; do shift; done; shift; exec "$@"');
    expect(states(report)).toEqual(onlyMemory);
  },
);

test('the self-test runs once, and only when somebody asks', async () => {
  const isolation = createIsolation(options);
  expect(isolation()).toBe(isolation());
  expect((await isolation()).capabilities).toEqual(proved.capabilities);
});
