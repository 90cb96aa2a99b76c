import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../contract/failure.ts';
import type { Settings } from '../../contract/settings.ts';
import { databaseName } from '../../store/store-failures.ts';
import { oneLine } from './output.ts';

/**
 * The settings of a data folder, without opening or making it; null where there is none. What cannot be read is said
 * on stderr: a text can be looked through without it.
 */
export async function storedSettings(folder: string): Promise<Settings | null> {
  // Most of what it takes to read them is loaded only where there is something to read.
  if (!existsSync(join(folder, databaseName))) return null;
  const [{ readDocument }, { readSettings }] = await Promise.all([
    import('../../store/read-document.ts'),
    import('../../workbench/stored-settings.ts'),
  ]);
  try {
    const { settings, problems } = readSettings(readDocument(folder, 'settings'));
    for (const problem of problems) process.stderr.write(oneLine(problem));
    return settings;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    process.stderr.write(oneLine(`The settings were not used. ${error.message}`));
    return null;
  }
}
