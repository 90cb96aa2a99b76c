import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { type KnownBackup, knownBackupSchema } from '../contract/data.ts';
import { backupFolderName } from '../store/store-failures.ts';
import type { Store } from '../store/store.ts';

const listSchema = z.array(knownBackupSchema);

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
    /** All of them, as paths. Whether they are still there, only a person can tell: a disk may be unplugged. */
    async files(): Promise<string[]> {
      const own = join(folder, backupFolderName);
      const names = await readdir(own).catch(() => []);
      // The last two are what a backup, a restore or a repair leaves that was killed.
      const aside = (await readdir(folder)).filter((name) =>
        /^(before-(restore|repair)-|\.(backup|restore)-|flairbench\.db\.salvaged)/.test(name),
      );
      const paths = [
        ...aside.map((name) => join(folder, name)),
        ...names.map((name) => join(own, name)),
        ...(await asked()).map(({ file }) => file),
      ];
      return [...new Set(paths)];
    },
    /** Where one goes that nobody named a place for. */
    async nextFile(now: string): Promise<string> {
      const own = join(folder, backupFolderName);
      await mkdir(own, { recursive: true, mode: 0o700 });
      return join(own, `flairbench-${now.replaceAll(/[:.]/g, '-')}.tar`);
    },
  };
}
