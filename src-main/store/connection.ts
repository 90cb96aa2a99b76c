import Database from 'better-sqlite3';

export type Connection = Database.Database;

export type ConnectionOptions = {
  readonly file: string;
  readonly busyTimeoutMs: number;
};

/**
 * synchronous=NORMAL: a commit is in the operating system's hands when the call is answered, so killing the
 * process loses nothing. A power cut or a crash of the system can lose the commits since the last checkpoint
 * (never damage the file); the writer makes one within two seconds of the last write. FULL would wait for the
 * disk at every commit: 4,600 instead of 65,000 a second on a fast SSD, some hundred on a slow one.
 */
export function openForWriting(options: ConnectionOptions & { maxPageCount?: number }): Connection {
  const db = new Database(options.file, { timeout: options.busyTimeoutMs });
  try {
    harden(db);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    // A large transaction leaves a large log behind; past this it is cut back at the next checkpoint.
    db.pragma('journal_size_limit = 67108864');
    if (options.maxPageCount !== undefined) db.pragma(`max_page_count = ${options.maxPageCount}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

export function openForReading(options: ConnectionOptions): Connection {
  const db = new Database(options.file, {
    readonly: true,
    fileMustExist: true,
    timeout: options.busyTimeoutMs,
  });
  harden(db);
  db.pragma('cache_size = -65536');
  return db;
}

function harden(db: Connection): void {
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
}
