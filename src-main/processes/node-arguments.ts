/** what a child's JavaScript heap may grow to */
export const heapMegabytes = 512;

/**
 * Node's permission flags: no child processes, no worker threads, no native add-ons, files only where said.
 * They are a seat belt against mistakes, not a boundary: the network stays open and symbolic links are followed.
 * Source: https://nodejs.org/docs/latest-v24.x/api/permissions.html
 */
export function nodeArguments(options: {
  readonly script: string;
  readonly nodeArguments: readonly string[];
  readonly arguments: readonly string[];
  readonly folder: string;
  readonly readPaths: readonly string[];
  readonly writePaths: readonly string[];
  readonly permissionFlags: boolean;
}): string[] {
  const permissions = [
    '--permission',
    ...[options.folder, ...options.readPaths, ...options.writePaths]
      .filter(isPlain)
      .map((path) => `--allow-fs-read=${path}`),
    ...[options.folder, ...options.writePaths]
      .filter(isPlain)
      .map((path) => `--allow-fs-write=${path}`),
  ];
  return [
    '--no-warnings',
    `--max-old-space-size=${heapMegabytes}`,
    ...(options.permissionFlags ? permissions : []),
    ...options.nodeArguments,
    options.script,
    ...options.arguments,
  ];
}

/** Node reads `*` in a path as "everything that begins so": such a path is not granted at all. */
function isPlain(path: string): boolean {
  return !path.includes('*');
}
