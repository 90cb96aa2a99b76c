import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../bench.ts';

const folder = join(root, '../shared/corpora/observables/reports');

/** Why there are no figures on the published reports where they are not beside the project. */
export const withoutReports = 'the published reports are not here (../shared/corpora/observables)';

/** So many UTF-16 units of the published reports, one after the other and again from the first; null without them. */
export async function reportText(length: number): Promise<string | null> {
  const all = await readReports();
  return all?.repeat(Math.ceil(length / all.length)).slice(0, length) ?? null;
}

async function readReports(): Promise<string | null> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  if (names.length === 0) return null;
  const reports = names.toSorted().map(async (name) => {
    const files = await readdir(join(folder, name));
    const input = files.find((file) => file.startsWith('input.')) ?? 'input.txt';
    return readFile(join(folder, name, input), 'utf8');
  });
  return (await Promise.all(reports)).join('\n');
}
