import { tmpdir } from 'node:os';
import path from 'node:path';
import { describeBundle, readMetadata } from './bundle-folder.ts';
import { fixturesFile } from './fixture.ts';
import { compileInto, withStaging } from './place.ts';
import { type Replayed, replayFixtures } from './replay.ts';
import { unpack } from './unpack.ts';

/**
 * Replays the fixtures of a bundle that an author works on, without installing it. The folder must be valid, and
 * is the author's own: its code runs in this process.
 */
export async function rehearseBundle(
  folder: string,
  signal: AbortSignal,
): Promise<readonly Replayed[]> {
  const read = await readMetadata(folder);
  if (!read.ok || read.metadata.sdk_type !== 'flairbench') return [];
  const { metadata } = read;
  return await withStaging(tmpdir(), async (staging) => {
    const copy = path.join(staging, 'bundle');
    await unpack(folder, copy, signal);
    await compileInto(copy, metadata, { sources: copy, root: copy });
    const bundle = describeBundle(metadata, { folder: copy, hash: '', builtIn: false });
    return await replayFixtures(bundle, path.join(copy, fixturesFile), signal);
  });
}
