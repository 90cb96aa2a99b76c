import { expect, it } from 'vitest';
import { matchingCommands } from './palette-commands.ts';

const run = () => {};
const commands = ['History', 'Settings', 'Open paste Overdue invoice INC-4471'].map((name) => ({
  name,
  run,
}));

it.each([
  { typed: '', found: ['History', 'Settings', 'Open paste Overdue invoice INC-4471'] },
  { typed: 'his', found: ['History'] },
  { typed: 'inc-44 PASTE', found: ['Open paste Overdue invoice INC-4471'] },
  { typed: 'story', found: [] },
])('finds by the beginnings of words: "$typed"', ({ typed, found }) => {
  expect(matchingCommands(commands, typed).map(({ name }) => name)).toEqual(found);
});
