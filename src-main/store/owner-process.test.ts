import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { isDead, systemView, thisProcess } from './owner-process.ts';

const now = '2026-11-20T10:00:00.000Z';
const owner = { pid: 7, startedAt: '4711', heartbeat: '2026-11-20T09:59:00.000Z' };
const system = {
  exists: () => true,
  startTimeOf: () => '4711',
  bootedAt: '2026-11-20T08:00:00.000Z',
};

test.each([
  { what: 'a process that runs', system: {}, owner: {}, dead: false },
  { what: 'a number that nobody has', system: { exists: () => false }, owner: {}, dead: true },
  {
    what: 'a number that a later process has',
    system: { startTimeOf: () => '9999' },
    owner: {},
    dead: true,
  },
  {
    what: 'one that slept for hours',
    system: {},
    owner: { heartbeat: '2026-11-20T04:00:00.000Z' },
    dead: false,
  },
  {
    what: 'one without a start time that beat since the machine was booted',
    system: { startTimeOf: () => '' },
    owner: {},
    dead: false,
  },
  {
    what: 'one without a start time from before the machine was booted',
    system: { startTimeOf: () => '' },
    owner: { heartbeat: '2026-11-20T07:59:00.000Z' },
    dead: true,
  },
])('$what is dead: $dead', ({ system: differing, owner: changed, dead }) => {
  expect(isDead({ ...owner, ...changed }, { ...system, ...differing })).toBe(dead);
});

test('this process lives, and one that was killed does not', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await once(child, 'spawn');
  const view = systemView(now);
  const mark = { pid: child.pid ?? 0, startedAt: view.startTimeOf(child.pid ?? 0), heartbeat: now };
  expect(isDead({ ...thisProcess(), heartbeat: now }, view)).toBe(false);
  expect(isDead(mark, view)).toBe(false);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(isDead(mark, view)).toBe(true);
});
