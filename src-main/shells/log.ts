import { join } from 'node:path';
import { destination, pino } from 'pino';

export type Log = {
  readonly report: (error: unknown, what: string) => void;
  readonly close: () => void;
};

/** A file in the data folder, readable by this user only: a command's output belongs to its caller. */
export function openLog(dataFolder: string): Log {
  const log = pino(
    { base: { pid: process.pid } },
    destination({ dest: join(dataFolder, 'flairbench.log'), mode: 0o600, sync: true }),
  );
  return {
    report: (error, what) => log.error({ err: error }, what),
    close: () => log.flush(),
  };
}
