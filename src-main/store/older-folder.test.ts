import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openTestStore, temporaryFolder } from './fixtures/test-store.ts';
import { applyMigrations } from './migrate.ts';
import { migrations } from './migrations/migrations.ts';
import { databaseName } from './store-failures.ts';

const time = '2026-11-20T09:00:00.000Z';

test('runs of a folder from before are counted, found and shown', async () => {
  const folder = temporaryFolder();
  const db = new Database(join(folder, databaseName));
  applyMigrations(db, migrations.slice(0, 8));
  db.exec(`
    INSERT INTO observables (id, type, value, first_seen, last_seen) VALUES (1, 'domain', 'a.example', '', '');
    INSERT INTO enrichers VALUES (1, 'whois:lookup'), (2, 'dns:lookup');
    INSERT INTO editions VALUES (1, 1, 'Whois', '1.0.0', '', '{}', ''), (2, 2, 'DNS', '1.0.0', '', '{}', '');
    INSERT INTO runs (id, observable, enricher, edition, request, trigger, queued_at, started_at, outcome, reason, sentence)
      SELECT value, 1, 1 + value % 2, 1 + value % 2, value, 'paste', '${time}', '${time}', nullif('ok', iif(value = 5, 'ok', '')),
        'ok', 'Done.' FROM json_each('[1, 2, 3, 5]')`);
  const report = {
    title: 'Kept',
    widgets: [],
    related: [],
    facts: {},
    tags: [],
    messages: [],
    problems: [],
  };
  db.prepare('INSERT INTO reports VALUES (3, ?)').run(
    zstdCompressSync(JSON.stringify({ report, messages: [] })),
  );
  db.close();

  const { reader } = await openTestStore({ folder });
  const found = async (query: { enricherId?: string; words?: string }) => {
    const { rows, total } = await reader.runs({ offset: 0, limit: 10, ...query });
    return [rows.map(({ id }) => id), total];
  };
  expect([
    await found({}),
    await found({ enricherId: 'dns:lookup' }),
    await found({ enricherId: 'whois:lookup' }),
    await found({ words: 'kept' }),
    (await reader.run(3))?.report,
  ]).toEqual([[[3, 2, 1], 3], [[3, 1], 2], [[2], 1], [[3], 1], report]);
});
