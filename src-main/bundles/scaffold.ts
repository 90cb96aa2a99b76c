import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../contract/failure.ts';
import { metadataFile } from './bundle-folder.ts';
import { fixturesFile } from './fixture.ts';
import {
  enrichTemplate,
  fixturesTemplate,
  metadataTemplate,
  readmeTemplate,
} from './scaffold-template.ts';

/**
 * Writes a new bundle that validates, installs and passes its fixtures. `sdk` is the file with the types for
 * authors (`sdkFile` beside the built-in bundles). Gives the paths written. Throws `Failure` for a folder that
 * holds anything.
 */
export async function newBundle(
  folder: string,
  options: { readonly sdk: string; readonly name?: string },
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) {
    throw new Failure('BAD_INPUT', 'The folder is not empty. Name a new one.');
  }
  const name = options.name ?? path.basename(path.resolve(folder));
  const files = new Map([
    [metadataFile, metadataTemplate(appNameOf(name), titleOf(name))],
    [fixturesFile, fixturesTemplate],
    ['README.md', readmeTemplate(titleOf(name))],
    ['source/enrich.ts', enrichTemplate],
    ['source/sdk.ts', await readFile(options.sdk, 'utf8')],
  ]);
  await mkdir(path.join(folder, 'source'));
  for (const [file, content] of files) await writeFile(path.join(folder, file), content);
  return [...files.keys()];
}

/** A reversed domain name is taken as it is; anything else becomes one under com.example. */
function appNameOf(name: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9-]*(\.[A-Za-z0-9][A-Za-z0-9_-]*){2,}$/.test(name)) return name;
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? ['enricher'];
  return `com.example.${words.join('-').slice(0, 60)}`;
}

function titleOf(name: string): string {
  const words = (name.split('.').at(-1) ?? name).match(/[\p{L}\p{N}]+/gu) ?? ['Enricher'];
  const title = words.join(' ').slice(0, 60);
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}`;
}
