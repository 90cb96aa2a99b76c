/**
 * What every process must keep to when it asks a source: one row per part of what is remembered (the breaker of a
 * host, its hold, a bucket, a quota), and one per request under way where a source takes only so many at a time.
 * 'seen_at' is the time on the clock of the machine when the row was written: it tells when that clock went back.
 * A request that a limit keeps back remembers when it was put aside, how often it was tried, and since when it has
 * been refused.
 */
export const limits = `
CREATE TABLE limits (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  seen_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE limit_leases (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL,
  owner INTEGER NOT NULL,
  taken_at INTEGER NOT NULL
) STRICT;
CREATE INDEX limit_leases_by_key ON limit_leases (key);
ALTER TABLE requests ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE requests ADD COLUMN held_at TEXT;
ALTER TABLE requests ADD COLUMN refused_since TEXT;
`;
