import { delimiter, dirname } from 'node:path';

/** Windows programs do not start without these; none of them says anything about the analyst. */
const windowsNames = ['SystemRoot', 'SystemDrive', 'windir', 'ComSpec', 'PATHEXT'];

/**
 * What a child sees of our environment: next to nothing. Built up from empty, so that a variable nobody
 * thought of (a token, a proxy with a password, NODE_OPTIONS) cannot slip through.
 */
export function scrubbedEnvironment(options: {
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** the child's own working folder */
  readonly folder: string;
  /** absolute path of the program that is started */
  readonly program: string;
}): Record<string, string> {
  const { environment, platform, folder, program } = options;
  const common = { TZ: 'UTC', HOME: folder, TMPDIR: folder };
  if (platform !== 'win32') {
    return { ...common, PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' };
  }
  const system: Record<string, string> = {};
  for (const name of windowsNames) {
    const value = environment[name];
    if (value !== undefined) system[name] = value;
  }
  const systemRoot = environment['SystemRoot'] ?? 'C:\\Windows';
  return {
    ...system,
    ...common,
    PATH: [dirname(program), `${systemRoot}\\System32`].join(delimiter),
    USERPROFILE: folder,
    TEMP: folder,
    TMP: folder,
  };
}
