/**
 * The walls around a child on Linux: namespaces of its own for files, network, processes and users. It sees the
 * system's libraries, the program, the paths it was given, and an empty /tmp; no home, no network, nobody else.
 */
export function bubblewrapArguments(options: {
  readonly program: string;
  readonly folder: string;
  readonly readPaths: readonly string[];
  readonly writePaths: readonly string[];
}): string[] {
  const { program, folder, readPaths, writePaths } = options;
  return [
    '--unshare-all',
    // Under root the child would keep the right to mount, and with it make writable what is bound for reading.
    '--cap-drop',
    'ALL',
    '--die-with-parent',
    '--new-session',
    ...binds('--ro-bind-try', systemFolders),
    ...fresh,
    ...binds('--ro-bind', [program]),
    // A path that is not there yet is the enricher's to report: it must not keep the process from starting.
    ...binds('--ro-bind-try', readPaths),
    ...binds('--bind-try', writePaths),
    ...binds('--bind', [folder]),
    '--chdir',
    folder,
    '--',
  ];
}

/** Libraries and nothing personal; on merged systems /lib is a link, which a bind follows. */
const systemFolders = ['/usr', '/lib', '/lib64', '/etc/ld.so.cache', '/etc/ssl'];

const fresh = ['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp'];

/** Every path keeps its name behind the walls. */
function binds(
  how: '--bind' | '--bind-try' | '--ro-bind' | '--ro-bind-try',
  paths: readonly string[],
) {
  return paths.flatMap((path) => [how, path, path]);
}
