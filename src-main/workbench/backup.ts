import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { create, extract, replace } from 'tar';
import * as z from 'zod';
import type { KnownBackup } from '../contract/data.ts';
import { Failure } from '../contract/failure.ts';
import { checkFile, replaceDatabase, withFolderClosed } from '../store/closed-folder.ts';
import type { Store } from '../store/store.ts';
import { databaseName } from '../store/store-failures.ts';

const manifestName = 'manifest.json';
const bundlesName = 'bundles';

const manifestSchema = z.strictObject({
  format: z.literal(1),
  createdAt: z.string(),
  /** of the data file */
  sha256: z.string(),
});

/**
 * One tar with the data file (settings, pastes, runs, ledger) and the bundles. Neither the vault nor its key, nor the
 * key of the ledger, ever goes into it.
 */
export async function backUp(
  options: {
    readonly folder: string;
    readonly store: Pick<Store, 'reader'>;
    readonly now: () => string;
  },
  target: string,
): Promise<KnownBackup> {
  const file = resolve(target);
  if (existsSync(file)) {
    throw new Failure('REFUSED', 'There is a file of that name already. Choose another one.');
  }
  const stage = await mkdtemp(join(options.folder, '.backup-'));
  const part = `${file}.part`;
  try {
    const copy = join(stage, databaseName);
    await options.store.reader.copyTo(copy);
    const [problem] = checkFile(copy);
    if (problem !== undefined) {
      throw new Failure(
        'STORE_CORRUPT',
        `The data file is damaged (${problem}). Run "flairbench check".`,
      );
    }
    const time = options.now();
    const manifest = { format: 1 as const, createdAt: time, sha256: await digestOf(copy) };
    await writeFile(join(stage, manifestName), JSON.stringify(manifest));
    await create({ file: part, cwd: stage, portable: true }, [manifestName, databaseName]);
    if (existsSync(join(options.folder, bundlesName))) {
      await replace({ file: part, cwd: options.folder, portable: true }, [bundlesName]);
    }
    await chmod(part, 0o600);
    await rename(part, file);
    return { file, time, bytes: (await stat(file)).size };
  } catch (error) {
    await rm(part, { force: true });
    throw asFailure(error);
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/**
 * Puts what a backup holds in the place of what is there, once all of it has been checked. What was there is kept;
 * gives the folder where.
 */
export async function restore(folder: string, source: string, now: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const stage = await mkdtemp(join(folder, '.restore-'));
  try {
    await unpack(resolve(source), stage);
    return await withFolderClosed(folder, now, async () => {
      const aside = join(folder, `before-restore-${now.replaceAll(/[:.]/g, '-')}`);
      replaceDatabase(folder, join(stage, databaseName), aside);
      const bundles = join(folder, bundlesName);
      if (existsSync(bundles)) await rename(bundles, join(aside, bundlesName));
      if (existsSync(join(stage, bundlesName))) await rename(join(stage, bundlesName), bundles);
      return aside;
    });
  } catch (error) {
    throw asFailure(error);
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

async function unpack(file: string, stage: string): Promise<void> {
  const isOurs = (path: string) =>
    path === manifestName || path === databaseName || path.split('/')[0] === bundlesName;
  try {
    await extract({
      file,
      cwd: stage,
      strict: true,
      // Ours are not compressed at all.
      maxDecompressionRatio: 100,
      filter: (path, entry) =>
        isOurs(path.replace(/\/$/, '')) &&
        'type' in entry &&
        (entry.type === 'File' || entry.type === 'Directory'),
    });
  } catch (error) {
    if (!existsSync(file)) throw new Failure('NOT_FOUND', `There is no file ${file}.`);
    throw notABackup(error);
  }
  const manifest = manifestSchema.safeParse(
    JSON.parse(await readFile(join(stage, manifestName), 'utf8').catch(() => 'null')),
  );
  if (!manifest.success) throw notABackup(manifest.error);
  const copy = join(stage, databaseName);
  if (!existsSync(copy) || (await digestOf(copy)) !== manifest.data.sha256) {
    throw new Failure(
      'BAD_INPUT',
      'This backup is damaged: its data file is not the one that was saved.',
    );
  }
  const [problem] = checkFile(copy);
  if (problem !== undefined) throw new Failure('BAD_INPUT', `This backup is damaged: ${problem}`);
}

function notABackup(cause: unknown): Failure {
  return new Failure('BAD_INPUT', 'This is no backup of Flairbench, or it is cut short.', {
    cause,
  });
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function asFailure(error: unknown): unknown {
  if (error instanceof Failure || !(error instanceof Error) || !('code' in error)) return error;
  if (error.code === 'ENOSPC')
    return new Failure('STORE_FULL', 'The disk is full: no backup was made.');
  return new Failure(
    'REFUSED',
    'The file could not be written or read there. Choose another place.',
    {
      cause: error,
    },
  );
}
