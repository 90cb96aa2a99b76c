import type { PurgeTarget } from '../../contract/data.ts';
import type { Connection } from '../connection.ts';
import { mentions, mentionsInJson } from '../mention.ts';
import { unpack, unpackJson } from '../packed-json.ts';
import type { PurgePlan } from '../store.ts';

type Named = { id: number; text: string };

const nothing: PurgePlan = {
  pastes: [],
  texts: [],
  observables: [],
  runs: [],
  requests: [],
  ledger: [],
  documents: [],
  heldBySettings: false,
  open: 0,
  bytes: 0,
};

/** What a removal takes along, found without changing anything. */
export function createPurgeReader(db: Connection) {
  const bytes = createBytes(db);
  const ofPastes = createPastePlan(db);
  const ofValue = createValuePlan(db);
  return {
    purgePlan(target: PurgeTarget, atOnce = false): PurgePlan {
      const plan = 'value' in target ? ofValue(target.value, atOnce) : ofPastes(target);
      return { ...plan, bytes: bytes(plan) };
    },
  };
}

function createPastePlan(db: Connection) {
  const ids = (sql: string) => db.prepare<[string], number>(sql).pluck();
  const byCase = ids('SELECT id FROM pastes WHERE case_reference = ?');
  const byId = db.prepare<[number], number>('SELECT id FROM pastes WHERE id = ?').pluck();
  const open = ids(
    `SELECT count(*) FROM requests WHERE paste IN (SELECT value FROM json_each(?)) AND state <> 'done'`,
  );
  const runs = ids(
    `WITH going AS (SELECT value AS paste FROM json_each(?))
     SELECT DISTINCT q.run FROM going JOIN requests q ON q.paste = going.paste JOIN runs r ON r.id = q.run
     WHERE q.run IS NOT NULL AND r.outcome IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM requests other WHERE other.run = q.run
         AND (other.paste IS NULL OR other.paste NOT IN (SELECT paste FROM going)))`,
  );
  const observables = db
    .prepare<{ pastes: string; runs: string }, number>(
      `WITH going AS (SELECT value AS paste FROM json_each(@pastes))
       SELECT DISTINCT po.observable FROM going JOIN paste_observables po ON po.paste = going.paste
       WHERE NOT EXISTS (SELECT 1 FROM paste_observables elsewhere WHERE elsewhere.observable = po.observable
           AND elsewhere.paste NOT IN (SELECT paste FROM going))
         AND NOT EXISTS (SELECT 1 FROM runs r WHERE r.observable = po.observable
           AND r.id NOT IN (SELECT value FROM json_each(@runs)))
         AND NOT EXISTS (SELECT 1 FROM requests q WHERE q.observable = po.observable
           AND (q.paste IS NULL OR q.paste NOT IN (SELECT paste FROM going)))`,
    )
    .pluck();
  const ledger = ids(
    `SELECT l.id FROM json_each(?) j CROSS JOIN observables o ON o.id = j.value
       CROSS JOIN ledger l ON l.observable_value = o.value`,
  );

  const draft = db
    .prepare<[string], string>(
      "SELECT name FROM documents WHERE name = 'draft' AND value ->> '$.caseReference' = ?",
    )
    .pluck();

  return (target: { caseReference: string } | { pasteId: number }): PurgePlan => {
    const pastes =
      'pasteId' in target ? byId.all(target.pasteId) : byCase.all(target.caseReference);
    const list = JSON.stringify(pastes);
    const going = runs.all(list);
    const values = observables.all({ pastes: list, runs: JSON.stringify(going) });
    return {
      ...nothing,
      pastes,
      runs: going,
      observables: values,
      ledger: ledger.all(JSON.stringify(values)),
      documents: 'caseReference' in target ? draft.all(target.caseReference) : [],
      open: open.get(list) ?? 0,
    };
  };
}

/** Wherever the value stands: in other values, in reports of others, in what was printed, in texts and titles. */
function createValuePlan(db: Connection) {
  const named = (sql: string) => db.prepare<[], Named>(sql);
  const values = named('SELECT id, value AS text FROM observables');
  const rows = named(
    `SELECT id, concat_ws(char(10), sentence, verdict_sentence, verdict_reason, tags, hosts) AS text
     FROM runs WHERE outcome IS NOT NULL`,
  );
  const asked = named(
    `SELECT id, concat_ws(char(10), sentence, fields) AS text FROM requests
     WHERE sentence IS NOT NULL OR fields IS NOT NULL`,
  );
  const titles = named(`SELECT id, concat_ws(char(10), title, case_reference) AS text FROM pastes`);
  const told = named(
    `SELECT id, concat_ws(char(10), observable_value, host, reason) AS text FROM ledger`,
  );
  // Of a find that was given another type, what it was found as.
  const foundAs = named(
    'SELECT DISTINCT paste AS id, found_value AS text FROM occurrences WHERE found_value IS NOT NULL',
  );
  const documents = db.prepare<[], { name: string; value: string }>(
    'SELECT name, value FROM documents',
  );
  const bodies = ['reports', 'raw_outputs', 'table_chunks'].map((table) =>
    db.prepare<[], { id: number; body: Uint8Array }>(`SELECT run AS id, body FROM ${table}`),
  );
  const texts = db.prepare<[], { id: number; body: Uint8Array }>(
    'SELECT paste AS id, body FROM paste_texts',
  );
  const of = (sql: string) => db.prepare<[string], number>(sql).pluck();
  const runsOf = of(
    `SELECT id FROM runs WHERE observable IN (SELECT value FROM json_each(?)) AND outcome IS NOT NULL`,
  );
  const standingIn = of(
    'SELECT DISTINCT paste FROM paste_observables WHERE observable IN (SELECT value FROM json_each(?))',
  );
  const open = of(
    `SELECT count(*) FROM requests WHERE observable IN (SELECT value FROM json_each(?)) AND state <> 'done'`,
  );

  return (value: string, atOnce: boolean): PurgePlan => {
    const inText = mentions(value);
    const inJson = mentionsInJson(value);
    const either = (text: string) => inText(text) || inJson(text);
    const found = (rows: Iterable<Named>) => idsWhere(rows, ({ text }) => either(text));
    const observables = idsWhere(values.iterate(), ({ text }) => inText(text));
    const list = JSON.stringify(observables);
    const runs = new Set([...runsOf.all(list), ...found(rows.iterate())]);
    for (const table of atOnce ? [] : bodies) {
      for (const { id, body } of table.iterate()) {
        if (!runs.has(id) && inJson(unpackJson(body))) runs.add(id);
      }
    }
    const held = documents.all().filter(({ value: json }) => inJson(json));
    return {
      ...nothing,
      texts: [
        ...new Set([
          ...standingIn.all(list),
          ...found(titles.iterate()),
          ...idsWhere(foundAs.iterate(), ({ text }) => inText(text)),
          ...idsWhere(texts.iterate(), ({ body }) => inText(unpack<string>(body))),
        ]),
      ],
      observables,
      runs: [...runs],
      requests: found(asked.iterate()),
      ledger: found(told.iterate()),
      documents: held.map(({ name }) => name).filter(isMemory),
      heldBySettings: held.some(({ name }) => !isMemory(name)),
      open: open.get(list) ?? 0,
    };
  };
}

/** Documents that only remember; the others decide what may leave, and losing one would open a gate. */
const isMemory = (name: string) => name === 'draft' || name === 'window';

function idsWhere<T extends { readonly id: number }>(
  rows: Iterable<T>,
  isWanted: (row: T) => boolean,
): number[] {
  const ids: number[] = [];
  for (const row of rows) if (isWanted(row)) ids.push(row.id);
  return ids;
}

function createBytes(db: Connection) {
  const sum = (table: string, key: string) =>
    db
      .prepare<[string], number>(
        `SELECT coalesce(sum(length(body)), 0) FROM ${table} WHERE ${key} IN (SELECT value FROM json_each(?))`,
      )
      .pluck();
  const ofRuns = ['reports', 'raw_outputs', 'table_chunks'].map((table) => sum(table, 'run'));
  const ofPastes = sum('paste_texts', 'paste');
  return ({ runs, pastes }: PurgePlan): number => {
    const list = JSON.stringify(runs);
    const bodies = ofRuns.reduce((total, one) => total + (one.get(list) ?? 0), 0);
    return bodies + (ofPastes.get(JSON.stringify(pastes)) ?? 0);
  };
}
