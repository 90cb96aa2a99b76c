import type { Message, Report } from '../../contract/report.ts';
import type { RawOutput, RunDetail, RunSummary } from '../../contract/run.ts';
import type { Connection } from '../connection.ts';
import { unpack } from '../packed-json.ts';
import { type RunRow, runColumns, runSummary, runTables } from './run-rows.ts';

type DetailRow = RunRow & {
  bundleHash: string;
  settings: string;
  attempts: number;
  hosts: string | null;
  exitCode: number | null;
};

type Fresh = { enricherId: string; reuseKey: string; okSince: string; noDataSince: string };

const noOutput: RawOutput = {
  stdout: '',
  stderr: '',
  stdoutCut: false,
  stderrCut: false,
};

const isFresh = `d.reuse_key = @reuseKey AND ((r.outcome = 'ok' AND r.started_at >= @okSince)
  OR (r.outcome = 'no_data' AND r.started_at >= @noDataSince))`;

export function createRunReader(db: Connection) {
  const detail = db.prepare<[number], DetailRow>(
    `SELECT ${runColumns}, d.hash AS bundleHash, d.settings, r.attempts, r.hosts, r.exit_code AS exitCode
     FROM ${runTables} WHERE r.id = ? AND r.outcome IS NOT NULL`,
  );
  const report = db.prepare<[number], Uint8Array>('SELECT body FROM reports WHERE run = ?').pluck();
  const raw = db
    .prepare<[number], Uint8Array>('SELECT body FROM raw_outputs WHERE run = ?')
    .pluck();
  const isFinished = db
    .prepare<[number], number>('SELECT 1 FROM runs WHERE id = ? AND outcome IS NOT NULL')
    .pluck();
  const fresh = db.prepare<Fresh & { observableId: number }, RunRow>(
    `SELECT ${runColumns} FROM ${runTables}
     WHERE r.observable = @observableId AND e.name = @enricherId AND ${isFresh} ORDER BY r.id DESC LIMIT 1`,
  );
  const freshAmong = db
    .prepare<Fresh & { ids: string }, number>(
      `SELECT j.value FROM json_each(@ids) j WHERE EXISTS (
         SELECT 1 FROM runs r JOIN editions d ON d.id = r.edition WHERE r.observable = j.value
           AND r.enricher = (SELECT id FROM enrichers WHERE name = @enricherId) AND ${isFresh})`,
    )
    .pluck();

  return {
    run(id: number): RunDetail | null {
      const row = detail.get(id);
      if (row === undefined) return null;
      const packed = report.get(id);
      const body: { report: Report | null; messages: Message[] } =
        packed === undefined ? { report: null, messages: [] } : unpack(packed);
      return {
        ...runSummary(row),
        bundleHash: row.bundleHash,
        settings: JSON.parse(row.settings),
        attempts: row.attempts,
        hosts: row.hosts === null ? [] : JSON.parse(row.hosts),
        exitCode: row.exitCode,
        ...body,
      };
    },

    raw(runId: number): RawOutput | null {
      if (isFinished.get(runId) === undefined) return null;
      const packed = raw.get(runId);
      return packed === undefined ? noOutput : unpack<RawOutput>(packed);
    },

    freshRun(query: Fresh & { observableId: number }): RunSummary | null {
      const row = fresh.get(query);
      return row === undefined ? null : runSummary(row);
    },

    freshOf: ({ ids, ...query }: Fresh & { ids: readonly number[] }): number[] =>
      freshAmong.all({ ...query, ids: JSON.stringify(ids) }),
  };
}
