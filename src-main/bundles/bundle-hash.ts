import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Relative paths with `/`, sorted, of every file below; links and devices count too, so that they are noticed. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
    )
    .sort();
}

/** sha256 in hex over every path and content in a folder. */
export async function hashFolder(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of await listFiles(folder)) {
    const content = await readFile(path.join(folder, file));
    // The lengths keep a path from running into its content.
    hash.update(`${file.length} ${content.length} ${file}`).update(content);
  }
  return hash.digest('hex');
}
