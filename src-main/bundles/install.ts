import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../contract/failure.ts';
import type { InstalledBundle } from './bundle.ts';
import { describeBundle, metadataFile, readMetadata } from './bundle-folder.ts';
import { hashFolder, listFiles } from './bundle-hash.ts';
import type { Metadata } from './metadata-schema.ts';
import { compileInto, moveIntoPlace, withStaging } from './place.ts';
import { type Receipt, readReceipt, writeReceipt } from './receipt.ts';
import { unpack } from './unpack.ts';
import { validateBundle } from './validate.ts';
import { compareVersions } from './versions.ts';

/** what a rollback can go back to, with the current one */
const keptVersions = 3;

/**
 * Installs a bundle from an archive or a folder into `<installed>/<app_name>/<version>/`, in place of an older
 * version or the same one. Nothing of it runs. Throws `Failure` with a sentence; a refused bundle leaves no trace.
 */
export async function installBundle(
  source: string,
  installed: string,
  signal: AbortSignal,
): Promise<InstalledBundle> {
  return await withStaging(installed, async (staging) => {
    const unpacked = path.join(staging, 'unpacked');
    await unpack(source, unpacked, signal);
    const folder = await topOf(unpacked);
    const metadata = await checkedMetadata(folder);
    const home = path.join(installed, metadata.app_name);
    const receipt = await readReceipt(home);
    await checkSuccession(installed, metadata, receipt);
    await compileInto(folder, metadata, { sources: folder, root: folder });
    const hash = await hashFolder(folder);
    signal.throwIfAborted();
    await mkdir(home, { recursive: true, mode: 0o700 });
    const target = path.join(home, metadata.version);
    await moveIntoPlace(folder, target);
    await enter(home, receipt, { version: metadata.version, hash });
    return describeBundle(metadata, { folder: target, hash, builtIn: false });
  });
}

/** Many people pack the folder instead of what is in it. */
async function topOf(unpacked: string): Promise<string> {
  const files = await listFiles(unpacked);
  const [first = ''] = files;
  const top = first.split('/')[0] ?? '';
  const wrapped =
    !files.includes(metadataFile) &&
    files.includes(`${top}/${metadataFile}`) &&
    files.every((file) => file.startsWith(`${top}/`));
  return wrapped ? path.join(unpacked, top) : unpacked;
}

async function checkedMetadata(folder: string): Promise<Metadata> {
  const { problems } = await validateBundle(folder);
  const read = await readMetadata(folder);
  if (problems.length > 0 || !read.ok) {
    const sentences = problems.slice(0, 5).map(({ file, line, sentence }) => {
      if (sentence.startsWith(file)) return sentence;
      return `${line === undefined ? file : `${file}:${line}`}: ${sentence}`;
    });
    throw new Failure('BUNDLE_INVALID', sentences.join(' '));
  }
  if (read.metadata.sdk_type !== 'flairbench') {
    throw new Failure(
      'BUNDLE_INVALID',
      `Bundles of the dialect "${read.metadata.sdk_type}" cannot run here yet.`,
    );
  }
  return read.metadata;
}

async function checkSuccession(
  installed: string,
  metadata: Metadata,
  receipt: Receipt | null,
): Promise<void> {
  const { app_name: appName, version } = metadata;
  const sameLetters = (await readdir(installed)).find(
    (name) => name !== appName && name.toLowerCase() === appName.toLowerCase(),
  );
  if (sameLetters !== undefined) {
    throw new Failure(
      'BUNDLE_INVALID',
      `${appName} differs from the installed ${sameLetters} in case only.`,
    );
  }
  if (receipt === null) return;
  if (compareVersions(version, receipt.current) < 0) {
    throw new Failure(
      'BUNDLE_INVALID',
      `Version ${version} is older than the installed ${receipt.current}. Remove the bundle first.`,
    );
  }
  const before = await readMetadata(path.join(installed, appName, receipt.current));
  const problem = before.ok ? credentialProblem(before.metadata, metadata) : null;
  if (problem !== null) throw new Failure('BUNDLE_INVALID', problem);
}

/** An update keeps the credentials it was set up with, so their list may not change; see `update_creds`. */
function credentialProblem(before: Metadata, after: Metadata): string | null {
  const [had, has] = [requiredByName(before), requiredByName(after)];
  const changed = [...had].find(([name, required]) => has.get(name) !== required);
  const added = [...has].find(
    ([name, required]) => !had.has(name) && (required || after.update_creds !== true),
  );
  const name = (changed ?? added)?.[0];
  if (name === undefined) return null;
  return `The update changes the credential "${name}". Remove the bundle and install it again.`;
}

function requiredByName(metadata: Metadata): Map<string, boolean> {
  return new Map(metadata.credentials?.map(({ name, required }) => [name, required]));
}

/** Makes a version the current one and drops those that no rollback reaches any more. */
async function enter(
  home: string,
  receipt: Receipt | null,
  entry: Receipt['versions'][number],
): Promise<void> {
  const others = (receipt?.versions ?? []).filter(({ version }) => version !== entry.version);
  const versions = [entry, ...others.sort((one, two) => compareVersions(two.version, one.version))];
  await writeReceipt(home, { current: entry.version, versions: versions.slice(0, keptVersions) });
  for (const { version } of versions.slice(keptVersions)) {
    await rm(path.join(home, version), { recursive: true, force: true });
  }
}
