import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export type RendererFile = { readonly body: Buffer; readonly mediaType: string };

/**
 * A file of the built renderer by the path of a request; null for everything that is not one of its files.
 * The real path must lie inside the folder: neither `..` nor a link leads out of it.
 */
export async function rendererFile(folder: string, path: string): Promise<RendererFile | null> {
  const decoded = decode(path);
  if (decoded === null || decoded.includes('\0') || decoded.includes('\\')) return null;
  const name = decoded === '/' ? '/index.html' : decoded;
  const mediaType = mediaTypes[extname(name)];
  if (mediaType === undefined) return null;
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, name));
    if (!file.startsWith(root + sep)) return null;
    return { body: await readFile(file), mediaType };
  } catch {
    // Not there, or not readable: for a browser both are "not found".
    return null;
  }
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
