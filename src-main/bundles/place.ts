import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../contract/failure.ts';
import { compiledFolder, compiledName } from './bundle-folder.ts';
import { compileEnricher } from './compile.ts';
import { scriptOf } from './metadata.ts';
import type { Metadata } from './metadata-schema.ts';

/**
 * Compiles every script that the metadata names, from `<sources>/source/`, into `<folder>/compiled/`. What the
 * folder had there before is dropped: only what was compiled here runs.
 */
export async function compileInto(
  folder: string,
  metadata: Metadata,
  options: { readonly sources: string; readonly root: string },
): Promise<void> {
  await rm(path.join(folder, compiledFolder), { recursive: true, force: true });
  await mkdir(path.join(folder, compiledFolder), { recursive: true });
  for (const script of new Set(metadata.transforms.map(scriptOf))) {
    const source = path.join(options.sources, 'source', script);
    const compiled = await compileEnricher(source, options.root);
    if (!compiled.ok) {
      const [problem] = compiled.problems;
      const where = problem?.line === undefined ? '' : `:${problem.line}`;
      throw new Failure('BUNDLE_INVALID', `${problem?.file}${where}: ${problem?.sentence}`);
    }
    await writeFile(path.join(folder, compiledName(script)), compiled.code);
  }
}

/** Runs `fill` on a fresh folder under `parent` and leaves no trace of it unless it was moved away. */
export async function withStaging<T>(
  parent: string,
  fill: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = path.join(parent, `.staging-${randomUUID()}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    return await fill(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Moves a folder to where it belongs, in place of what is there. */
export async function moveIntoPlace(folder: string, target: string): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  await rm(target, { recursive: true, force: true });
  await rename(folder, target);
}
