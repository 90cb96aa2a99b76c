import { lstat, open } from 'node:fs/promises';
import path from 'node:path';
import { metadataFile, readMetadata } from './bundle-folder.ts';
import { compileEnricher } from './compile.ts';
import { fixturesFile } from './fixture.ts';
import { scriptOf } from './metadata.ts';
import type { Metadata } from './metadata-schema.ts';
import { readFixtures } from './replay.ts';

export type BundleProblem = {
  /** relative to the bundle */
  readonly file: string;
  /** of metadata.json */
  readonly field?: string;
  readonly line?: number;
  readonly sentence: string;
};

/** Checks a bundle's folder without running anything of it. No problems: it can be packed and installed. */
export async function validateBundle(
  folder: string,
): Promise<{ readonly problems: readonly BundleProblem[] }> {
  const read = await readMetadata(folder);
  if (!read.ok) {
    return { problems: read.problems.map((problem) => ({ file: metadataFile, ...problem })) };
  }
  const { metadata } = read;
  return {
    problems: [
      ...(await iconProblems(folder, metadata)),
      ...(await scriptProblems(folder, metadata)),
      ...(await fixtureProblems(folder)),
    ],
  };
}

async function iconProblems(folder: string, metadata: Metadata): Promise<BundleProblem[]> {
  const problems: BundleProblem[] = [];
  for (const [key, file] of Object.entries(metadata.icons ?? {})) {
    const field = `icons.${key}`;
    if (!(await isFile(path.join(folder, file)))) {
      problems.push(missing(field, `names ${file}, which is not in the bundle.`));
    } else if (!(await isImage(path.join(folder, file)))) {
      problems.push({
        file,
        field,
        sentence: `${file} is not a PNG, JPEG, GIF, WebP or SVG image.`,
      });
    }
  }
  return problems;
}

async function scriptProblems(folder: string, metadata: Metadata): Promise<BundleProblem[]> {
  const problems: BundleProblem[] = [];
  for (const [index, transform] of metadata.transforms.entries()) {
    const script = scriptOf(transform);
    const first = metadata.transforms.findIndex((each) => scriptOf(each) === script) === index;
    if (!first) continue;
    const source = path.join(folder, 'source', script);
    if (!(await isFile(source))) {
      const field = `transforms[${index}].parameters`;
      problems.push(missing(field, `names source/${script}, which is not in the bundle.`));
    } else if (metadata.sdk_type === 'flairbench') {
      const compiled = await compileEnricher(source, folder);
      if (!compiled.ok) problems.push(...compiled.problems);
    }
  }
  return problems;
}

async function fixtureProblems(folder: string): Promise<BundleProblem[]> {
  const file = path.join(folder, fixturesFile);
  if (!(await isFile(file))) return [];
  const read = await readFixtures(file);
  return 'problem' in read ? [{ file: fixturesFile, sentence: read.problem }] : [];
}

function missing(field: string, rest: string): BundleProblem {
  return { file: metadataFile, field, sentence: `metadata.json: "${field}" ${rest}` };
}

async function isFile(file: string): Promise<boolean> {
  return await lstat(file).then(
    (stats) => stats.isFile(),
    () => false,
  );
}

/** By the first bytes; a name proves nothing. */
async function isImage(file: string): Promise<boolean> {
  await using handle = await open(file);
  const { buffer: head } = await handle.read(Buffer.alloc(512), 0, 512, 0);
  const text = head.toString('latin1');
  return (
    text.startsWith('\x89PNG\r\n\x1a\n') ||
    text.startsWith('\xff\xd8\xff') ||
    text.startsWith('GIF8') ||
    (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') ||
    /^\s*(<\?xml[^>]*>\s*)?(<!--[^>]*-->\s*)?<svg[\s>]/.test(text)
  );
}
