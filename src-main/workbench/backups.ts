import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { KnownBackup } from '../contract/data.ts';
import { backupFolderName } from '../store/store-failures.ts';
import type { Store } from '../store/store.ts';

const listSchema = z.array(
  z.strictObject({ file: z.string(), time: z.string(), bytes: z.number() }),
);

/** The backups that this data folder knows of: those made before a migration, and those a person asked for. */
export function createBackupList(
  folder: string,
  { reader, writer }: Pick<Store, 'reader' | 'writer'>,
) {
  async function asked(): Promise<KnownBackup[]> {
    const kept = listSchema.safeParse(await reader.document('backups'));
    return kept.success ? kept.data : [];
  }

  return {
    asked,
    async add(backup: KnownBackup): Promise<void> {
      const others = (await asked()).filter(({ file }) => file !== backup.file);
      await writer.setDocument('backups', [...others, backup].slice(-100));
    },
    /** All files, as paths. Whether they are still there, only a person can tell: a disk may be unplugged. */
    async files(): Promise<string[]> {
      const own = join(folder, backupFolderName);
      const names = await readdir(own).catch(() => []);
      return [...names.map((name) => join(own, name)), ...(await asked()).map(({ file }) => file)];
    },
  };
}
