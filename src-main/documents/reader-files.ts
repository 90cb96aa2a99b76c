import { fileURLToPath } from 'node:url';

/** Where the child's script lies, and what it has to see of our files beside it: bundled, nothing. */
export function readerFiles(): { readonly script: string; readonly readPaths: readonly string[] } {
  const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  return import.meta.url.endsWith('.ts')
    ? {
        script: at('./reader.ts'),
        readPaths: [at('..'), at('../../node_modules'), at('../../package.json')],
      }
    : { script: at('./document-reader.js'), readPaths: [] };
}
