/** Where a worker's code is: beside this file in the source, beside the bundle in a build. */
export function workerUrl(name: 'writer' | 'reader'): URL {
  const file = import.meta.url.endsWith('.ts') ? `./${name}.worker.ts` : `./store-${name}.js`;
  return new URL(file, import.meta.url);
}
