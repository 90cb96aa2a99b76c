/**
 * What removing takes: pins that keep a run, a keyed hash in place of a value in the ledger, and the ways from what
 * is removed to what refers to it, without which each removal would read whole tables.
 */
export const removal = `
CREATE TABLE pins (
  run INTEGER PRIMARY KEY REFERENCES runs(id) ON DELETE CASCADE,
  pinned_at TEXT NOT NULL
) STRICT;
CREATE INDEX requests_by_run ON requests (run) WHERE run IS NOT NULL;
CREATE INDEX requests_by_observable ON requests (observable);
CREATE INDEX occurrences_by_observable ON occurrences (observable);
ALTER TABLE ledger ADD COLUMN value_hash TEXT;
CREATE INDEX ledger_by_hash ON ledger (value_hash) WHERE value_hash IS NOT NULL;
`;
