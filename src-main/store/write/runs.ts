import { Failure } from '../../contract/failure.ts';
import type { Tlp } from '../../contract/vocabulary.ts';
import type { Connection } from '../connection.ts';
import type { FinishedRun, NewRun } from '../store.ts';
import type { Names } from './names.ts';
import type { RecordRunEnd } from './run-end.ts';

type Edition = {
  enricher: number;
  title: string;
  version: string;
  hash: string;
  settings: string;
  reuseKey: string;
};

export function createRunWriter(
  db: Connection,
  { names, recordRunEnd }: { names: Names; recordRunEnd: RecordRunEnd },
) {
  const findEdition = db
    .prepare<Edition, number>(
      `SELECT id FROM editions WHERE enricher = @enricher AND reuse_key = @reuseKey AND hash = @hash
         AND version = @version AND title = @title AND settings = @settings`,
    )
    .pluck();
  const insertEdition = db.prepare<Edition>(
    `INSERT INTO editions (enricher, title, version, hash, settings, reuse_key)
     VALUES (@enricher, @title, @version, @hash, @settings, @reuseKey)`,
  );
  const insert = db.prepare<{
    enricher: number;
    edition: number;
    tlp: Tlp | null;
    startedAt: string;
    requestId: number;
  }>(
    `INSERT INTO runs (observable, enricher, edition, request, trigger, tlp, queued_at, started_at)
     SELECT observable, @enricher, @edition, id, trigger, @tlp, created_at, @startedAt
     FROM requests WHERE id = @requestId AND state <> 'done'`,
  );
  const attach = db.prepare<[number, number]>(
    "UPDATE requests SET run = ?, state = 'running', waiting_until = NULL, reason = NULL, sentence = NULL WHERE id = ?",
  );

  return {
    startRun(run: NewRun): number {
      const edition = {
        enricher: names.enricher(run.enricherId),
        title: run.enricherTitle,
        version: run.bundleVersion,
        hash: run.bundleHash,
        settings: JSON.stringify(run.settings),
        reuseKey: run.reuseKey,
      };
      const { changes, lastInsertRowid } = insert.run({
        enricher: edition.enricher,
        edition: findEdition.get(edition) ?? Number(insertEdition.run(edition).lastInsertRowid),
        tlp: run.tlp,
        startedAt: run.startedAt,
        requestId: run.requestId,
      });
      if (changes === 0) throw new Failure('NOT_FOUND', 'That request has ended already.');
      attach.run(Number(lastInsertRowid), run.requestId);
      return Number(lastInsertRowid);
    },

    finishRun(run: FinishedRun): void {
      recordRunEnd(run);
    },
  };
}
