/**
 * Times are ISO 8601 in UTC with milliseconds, which sorts as text. What many rows share (an enricher's name, a
 * bundle version with its settings) stands once and is referred to by a number: a million runs must stay small.
 */
export const firstTables = `
-- One row per process that has the folder open. 'changes' counts its write transactions, 'change_count' those of
-- all: the difference tells a process that another one changed something, even one that came and went meanwhile,
-- and is no heartbeat. 'batch' numbers the times its queue filled after it was empty, and
-- 'batch_from' is the lowest request of the newest one: progress is told of that.
CREATE TABLE owners (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  pid INTEGER NOT NULL,
  process_started TEXT NOT NULL,
  heartbeat TEXT NOT NULL,
  changes INTEGER NOT NULL DEFAULT 0,
  batch INTEGER NOT NULL DEFAULT 0,
  batch_from INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE change_count (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), total INTEGER NOT NULL) STRICT;
INSERT INTO change_count VALUES (1, 0);

CREATE TABLE pastes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL,
  case_reference TEXT NOT NULL,
  tlp TEXT,
  created_at TEXT NOT NULL,
  characters INTEGER NOT NULL
) STRICT;
CREATE TABLE paste_texts (
  paste INTEGER PRIMARY KEY REFERENCES pastes(id) ON DELETE CASCADE,
  body BLOB NOT NULL
) STRICT;

-- 'tlp' is the value's own marking; 'verdict_rank' the worst level of its newest good runs (0 is the worst) and
-- 'pastes' the number of pastes it stands in: both follow from other tables and are kept here to sort by.
CREATE TABLE observables (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  type TEXT NOT NULL,
  value TEXT NOT NULL,
  tlp TEXT,
  first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  pastes INTEGER NOT NULL DEFAULT 0,
  verdict_rank INTEGER,
  UNIQUE (value, type)
) STRICT;

CREATE TABLE paste_observables (
  paste INTEGER NOT NULL REFERENCES pastes(id) ON DELETE CASCADE,
  observable INTEGER NOT NULL REFERENCES observables(id),
  position INTEGER NOT NULL,
  noise TEXT,
  nested INTEGER NOT NULL,
  field TEXT,
  PRIMARY KEY (paste, observable)
) STRICT, WITHOUT ROWID;
CREATE INDEX paste_observables_by_observable ON paste_observables (observable, paste);

-- 'text' only where it is not what stands between the offsets; 'nested_in' is the ordinal of another one.
CREATE TABLE occurrences (
  paste INTEGER NOT NULL REFERENCES pastes(id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  observable INTEGER NOT NULL REFERENCES observables(id),
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  text TEXT,
  nested_in INTEGER,
  field TEXT,
  noise TEXT,
  port INTEGER,
  PRIMARY KEY (paste, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE enrichers (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE editions (
  id INTEGER PRIMARY KEY,
  enricher INTEGER NOT NULL REFERENCES enrichers(id),
  title TEXT NOT NULL,
  version TEXT NOT NULL,
  hash TEXT NOT NULL,
  settings TEXT NOT NULL,
  reuse_key TEXT NOT NULL,
  UNIQUE (enricher, reuse_key, hash, version, title, settings)
) STRICT;

-- What ended as a run takes outcome, reason and sentence from it. Without an owner an open request is a leftover.
CREATE TABLE requests (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  paste INTEGER REFERENCES pastes(id) ON DELETE CASCADE,
  observable INTEGER NOT NULL REFERENCES observables(id),
  enricher INTEGER NOT NULL REFERENCES enrichers(id),
  owner INTEGER,
  batch INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'waiting', 'running', 'done')),
  priority INTEGER NOT NULL,
  trigger TEXT NOT NULL,
  choice TEXT NOT NULL,
  fresh INTEGER NOT NULL,
  fields TEXT,
  created_at TEXT NOT NULL,
  waiting_until TEXT,
  run INTEGER REFERENCES runs(id),
  reused INTEGER NOT NULL DEFAULT 0,
  outcome TEXT,
  reason TEXT,
  sentence TEXT
) STRICT;
CREATE INDEX requests_open ON requests (owner, state, priority DESC, id) WHERE state <> 'done';
CREATE INDEX requests_by_paste ON requests (paste, state, run) WHERE paste IS NOT NULL;

-- 'outcome' is null while it runs.
CREATE TABLE runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  observable INTEGER NOT NULL REFERENCES observables(id),
  enricher INTEGER NOT NULL REFERENCES enrichers(id),
  edition INTEGER NOT NULL REFERENCES editions(id),
  request INTEGER NOT NULL,
  trigger TEXT NOT NULL,
  tlp TEXT,
  queued_at TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  outcome TEXT,
  reason TEXT,
  sentence TEXT,
  verdict_level TEXT,
  verdict_sentence TEXT,
  verdict_reason TEXT,
  tags TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  hosts TEXT,
  exit_code INTEGER
) STRICT;
CREATE INDEX runs_by_observable ON runs (observable, enricher);
CREATE INDEX runs_by_enricher ON runs (enricher, started_at);
CREATE INDEX runs_running ON runs (enricher, observable) WHERE outcome IS NULL;
CREATE TRIGGER runs_stay BEFORE UPDATE ON runs WHEN OLD.outcome IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a finished run does not change'); END;

-- Report and messages; rows of a table past those in the report; what was printed. All packed JSON.
CREATE TABLE reports (run INTEGER PRIMARY KEY REFERENCES runs(id) ON DELETE CASCADE, body BLOB NOT NULL) STRICT;
CREATE TABLE table_chunks (
  run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
  widget INTEGER NOT NULL,
  chunk INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (run, widget, chunk)
) STRICT;
CREATE TABLE raw_outputs (run INTEGER PRIMARY KEY REFERENCES runs(id) ON DELETE CASCADE, body BLOB NOT NULL) STRICT;

-- The newest of everything per observable and enricher, kept so that a page of the grid is one look-up a mark.
CREATE TABLE enrichments (
  observable INTEGER NOT NULL REFERENCES observables(id),
  enricher INTEGER NOT NULL REFERENCES enrichers(id),
  request INTEGER,
  newest_run INTEGER,
  newest_good INTEGER,
  previous_good INTEGER,
  run_count INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (observable, enricher)
) STRICT, WITHOUT ROWID;

-- rowid is the run. 'keys' holds a word per enricher and observable, so that a filter is part of the same search.
CREATE VIRTUAL TABLE search USING fts5(
  text, keys, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2'
);

-- Outlives runs, pastes and observables: refers to nothing.
CREATE TABLE ledger (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  time TEXT NOT NULL,
  run INTEGER,
  enricher TEXT NOT NULL,
  observable_type TEXT,
  observable_value TEXT,
  tlp TEXT,
  host TEXT NOT NULL,
  port INTEGER NOT NULL,
  bytes_out INTEGER NOT NULL,
  bytes_in INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX ledger_by_value ON ledger (observable_value) WHERE observable_value IS NOT NULL;

CREATE TABLE documents (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;
