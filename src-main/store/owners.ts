import type { Connection } from './connection.ts';
import { isDead, type OwnerProcess, systemView } from './owner-process.ts';
import { createLeftover, type RecordRunEnd } from './write/run-end.ts';

type OwnerRow = { id: number; pid: number; startedAt: string; heartbeat: string };

/** The processes that have the folder open, and what becomes of the work of one that has ended. */
export function createOwners(db: Connection, now: () => string, recordRunEnd: RecordRunEnd) {
  const insert = db.prepare<[number, string, string]>(
    'INSERT INTO owners (pid, process_started, heartbeat) VALUES (?, ?, ?)',
  );
  const all = db.prepare<[], OwnerRow>(
    'SELECT id, pid, process_started AS startedAt, heartbeat FROM owners',
  );
  // One that was wrongly taken for dead (its number cannot be seen from everywhere) comes back by it.
  const beat = db.prepare<[number, number, string, string]>(
    `INSERT INTO owners (id, pid, process_started, heartbeat) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET heartbeat = excluded.heartbeat`,
  );
  const count = db.prepare<[number]>('UPDATE owners SET changes = changes + 1 WHERE id = ?');
  const countAll = db.prepare<[]>('UPDATE change_count SET total = total + 1');
  const remove = db.prepare<[number]>('DELETE FROM owners WHERE id = ?');
  const running = db.prepare<[number], { id: number; run: number | null }>(
    "SELECT id, run FROM requests WHERE owner = ? AND state = 'running' AND state <> 'done'",
  );
  const interrupt = db.prepare<[string, string, number]>(
    "UPDATE requests SET state = 'done', outcome = 'interrupted', reason = ?, sentence = ? WHERE id = ?",
  );
  const leave = db.prepare<[number]>(
    "UPDATE requests SET owner = NULL, state = 'queued', waiting_until = NULL, reason = NULL, sentence = NULL WHERE owner = ? AND state IN ('queued', 'waiting') AND state <> 'done'",
  );

  const leaveOver = createLeftover(db);
  const endLeases = db.prepare<[number]>('DELETE FROM limit_leases WHERE owner = ?');

  function dead(own: number): OwnerRow[] {
    const system = systemView(now());
    return all.all().filter((owner) => owner.id !== own && isDead(owner, system));
  }

  /** What ran becomes `interrupted`; what was queued becomes a leftover, which only a person sends. */
  function release(owner: number): void {
    for (const request of running.all(owner)) {
      const { reason, sentence } = interruption;
      if (request.run === null) {
        interrupt.run(reason, sentence, request.id);
        leaveOver(request.id, now());
      } else {
        recordRunEnd({
          runId: request.run,
          outcome: 'interrupted',
          ...interruption,
          endedAt: now(),
          attempts: 1,
          hosts: [],
          exitCode: null,
          messages: [],
          report: null,
          tables: [],
          raw: { stdout: '', stderr: '', stdoutCut: false, stderrCut: false },
        });
      }
    }
    leave.run(owner);
    endLeases.run(owner);
    remove.run(owner);
  }

  return {
    join(owner: OwnerProcess): number {
      return Number(insert.run(owner.pid, owner.startedAt, now()).lastInsertRowid);
    },
    heartbeat(id: number, owner: OwnerProcess): void {
      beat.run(id, owner.pid, owner.startedAt, now());
    },
    /** Lets the other processes see that this one changed something. */
    countChange(id: number): void {
      count.run(id);
      countAll.run();
    },
    /** Gives how many processes had ended without a farewell. */
    releaseDead(own: number): number {
      const ended = dead(own);
      for (const owner of ended) release(owner.id);
      return ended.length;
    },
    release,
  };
}

const interruption = {
  reason: 'process_ended',
  sentence: 'Flairbench ended while this was running. Run it again.',
} as const;
