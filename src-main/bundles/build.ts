import { copyFile, link, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Failure } from '../contract/failure.ts';
import { metadataFile, readMetadata } from './bundle-folder.ts';
import { hashFolder } from './bundle-hash.ts';
import { compileInto, moveIntoPlace, withStaging } from './place.ts';
import { readReceipt, writeReceipt } from './receipt.ts';

/** The types for authors, copied beside the built bundles so that `newBundle` finds them in a packaged app. */
const sdkFile = 'sdk.ts';

/**
 * Compiles the bundles that ship with the app, `<source>/<name>/`, into `<output>/<app_name>/<version>/`, the
 * form in which installed ones lie. Gives their app names. A bundle that came out the same is left untouched, so a
 * running app keeps what it has open.
 */
export async function buildEnrichers(source: string, output: string): Promise<readonly string[]> {
  await mkdir(output, { recursive: true });
  const built: string[] = [];
  for (const entry of await readdir(source, { withFileTypes: true })) {
    const folder = path.join(source, entry.name);
    if (entry.isDirectory() && (await exists(path.join(folder, metadataFile)))) {
      built.push(await buildOne(folder, source, output));
    }
  }
  await copyFile(path.join(source, 'sdk', 'index.ts'), path.join(output, sdkFile));
  for (const entry of await readdir(output, { withFileTypes: true })) {
    const stale = entry.isDirectory() && !entry.name.startsWith('.') && !built.includes(entry.name);
    if (stale) await rm(path.join(output, entry.name), { recursive: true, force: true });
  }
  return built;
}

async function buildOne(folder: string, source: string, output: string): Promise<string> {
  const read = await readMetadata(folder);
  if (!read.ok) {
    throw new Failure('BUNDLE_INVALID', `${path.basename(folder)}: ${read.problems[0]?.sentence}`);
  }
  const { metadata } = read;
  return await withStaging(output, async (staging) => {
    await copyFile(path.join(folder, metadataFile), path.join(staging, metadataFile));
    // Built-in bundles may share code and use the app's own packages, so their root is the project's.
    await compileInto(staging, metadata, { sources: folder, root: path.dirname(source) });
    for (const file of metadata.data ?? []) await provideData(folder, file, staging);
    const hash = await hashFolder(staging);
    const home = path.join(output, metadata.app_name);
    const receipt = await readReceipt(home);
    if (receipt?.versions[0]?.hash !== hash || receipt.current !== metadata.version) {
      await rm(home, { recursive: true, force: true });
      await moveIntoPlace(staging, path.join(home, metadata.version));
      await writeReceipt(home, {
        current: metadata.version,
        versions: [{ version: metadata.version, hash }],
      });
    }
    return metadata.app_name;
  });
}

/** `file` is one of the bundle's own, or of a package: `@scope/package/file.mmdb`. */
async function provideData(folder: string, file: string, staging: string): Promise<void> {
  const own = path.join(folder, file);
  const from = (await exists(own)) ? own : createRequire(path.join(folder, 'x')).resolve(file);
  const to = path.join(staging, 'data', path.basename(file));
  await mkdir(path.dirname(to), { recursive: true });
  // A hard link spares the copy of a large database; it cannot reach another disk.
  await link(from, to).catch(async () => await copyFile(from, to));
}

async function exists(file: string): Promise<boolean> {
  return await stat(file).then(
    () => true,
    () => false,
  );
}
