import { expect, test } from 'vitest';
import type { LedgerFilter } from '../contract/ledger.ts';
import type { Cell, TableWidget } from '../contract/report.ts';
import { reportLimits } from '../contract/vocabulary.ts';
import {
  findsOf,
  finished,
  newRun,
  openTestStore,
  paste,
  report,
  request,
  runOnce,
  savedPaste,
} from './fixtures/test-store.ts';

const page = { offset: 0, limit: 100 };

test('a finished run comes back whole', async () => {
  const { writer, reader } = await openTestStore();
  const observable = { type: 'domain', value: 'a.example' };
  const { id } = await writer.saveObservable(observable, null);
  const verdict = { level: 'known', sentence: 'known: test', reason: 'a list' } as const;
  const stored = report({
    verdict,
    facts: { 'geo.country': 'US' },
    widgets: [{ type: 'markdown', markdown: '**x** \ud800' }],
  });
  const raw = { stdout: 'out\0', stderr: 'err', stdoutCut: true, stderrCut: false };
  const messages = [{ level: 'warning', text: 'slow' } as const];
  const [requestId = 0] = await writer.addRequests([request(id, { trigger: 'cli' })]);
  const runId = await writer.startRun(newRun(requestId, { tlp: 'green' }));
  expect([await reader.run(runId), await reader.raw(runId)]).toEqual([null, null]);
  const hosts = ['api.example:443'];
  await writer.finishRun(
    finished(runId, { report: stored, raw, messages, hosts, exitCode: 3, attempts: 2 }),
  );
  expect(await reader.run(runId)).toEqual({
    id: runId,
    pinned: false,
    enricherId: 'geo:lookup',
    enricherTitle: 'Geo',
    bundleVersion: '1.0.0',
    bundleHash: 'abc',
    settings: { database: '/data/city.mmdb' },
    observable: { id, ...observable },
    outcome: 'ok',
    reason: 'ok',
    sentence: 'Finished.',
    verdict,
    trigger: 'cli',
    tlp: 'green',
    queuedAt: '2026-11-20T09:00:03.000Z',
    startedAt: '2026-11-20T10:00:00.000Z',
    endedAt: '2026-11-20T10:00:01.000Z',
    attempts: 2,
    hosts,
    exitCode: 3,
    messages,
    report: stored,
  });
  expect(await reader.raw(runId)).toEqual(raw);
});

test('a finished run does not change any more', async () => {
  const { writer, reader } = await openTestStore();
  const { id } = await writer.saveObservable({ type: 'domain', value: 'a.example' }, null);
  const runId = await runOnce({ writer }, id);
  const before = await reader.run(runId);
  await expect(writer.finishRun(finished(runId, { outcome: 'error' }))).rejects.toMatchObject({
    code: 'REFUSED',
  });
  await expect(writer.finishRun(finished(999))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await reader.run(runId)).toEqual(before);
});

test('a failing call leaves nothing behind and does not disturb those that share its commit', async () => {
  const { writer, reader } = await openTestStore();
  const { id } = await writer.saveObservable({ type: 'domain', value: 'a.example' }, null);
  const requestIds = await writer.addRequests([request(id), request(id)]);
  const started = await Promise.all(requestIds.map((one) => writer.startRun(newRun(one))));
  const settled = await Promise.allSettled([
    ...started.map((runId) => writer.finishRun(finished(runId))),
    writer.finishRun(finished(999)),
    writer.addRequests([request(id), request(12_345)]),
    writer.setDocument('settings', { theme: 'dark' }),
  ]);
  expect(settled.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'rejected',
    'fulfilled',
  ]);
  expect((await reader.runs(page)).total).toBe(2);
  expect((await reader.progress(null)).total).toBe(2);
  expect(await reader.document('settings')).toEqual({ theme: 'dark' });
});

test('rows of a table past those in the report are paged, sorted and filtered with them', async () => {
  const { writer, reader } = await openTestStore();
  const { id } = await writer.saveObservable({ type: 'domain', value: 'a.example' }, null);
  const columns: TableWidget['columns'] = [
    { name: 'n', kind: 'Integer' },
    { name: 'name', kind: 'String' },
  ];
  const rows: Cell[][] = Array.from({ length: 1700 }, (_, n) => [1700 - n, `row ${n}`]);
  const [inline, rest] = [
    rows.slice(0, reportLimits.inlineRows),
    rows.slice(reportLimits.inlineRows),
  ];
  const table = {
    type: 'table' as const,
    columns,
    rows: inline,
    rowCount: 1700,
  } satisfies TableWidget;
  const runId = await runOnce({ writer }, id, {
    finish: {
      report: report({ widgets: [{ type: 'rule' }, table] }),
      tables: [{ widget: 1, rows: rest }],
    },
  });
  const query = { ...page, runId, widget: 1, filter: '', sort: null };
  expect(await reader.table({ ...query, offset: 1498, limit: 3 })).toEqual({
    rows: rows.slice(1498, 1501),
    total: 1700,
  });
  expect((await reader.table({ ...query, offset: 400, limit: 700 })).rows).toEqual(
    rows.slice(400, 1100),
  );
  expect((await reader.table({ ...query, offset: 1690 })).rows).toEqual(rows.slice(1690));
  expect((await reader.table({ ...query, offset: 1800 })).rows).toEqual([]);
  const sort = { column: 0, descending: false };
  expect(await reader.table({ ...query, sort, limit: 2 })).toEqual({
    rows: [rows[1699], rows[1698]],
    total: 1700,
  });
  expect(await reader.table({ ...query, filter: 'ROW 169', limit: 1 })).toEqual({
    rows: [rows[169]],
    total: 11,
  });
  expect(await reader.table({ ...query, widget: 0 })).toEqual({ rows: [], total: 0 });
  expect(await reader.tableRests(runId)).toEqual([{ widget: 1, rows: rest }]);
});

test('the flair of an observable: newest, newest good and the one before, whatever ended last', async () => {
  const { writer, reader } = await openTestStore();
  const { observables } = await savedPaste(
    { writer, reader },
    paste({ ...findsOf('domain:a.example'), tlp: 'green' }),
  );
  const id = observables[0]?.id ?? 0;
  const verdict = { level: 'suspicious', sentence: 'odd', reason: 'r' } as const;
  const requestIds = await writer.addRequests([request(id), request(id), request(id), request(id)]);
  const ids: number[] = [];
  for (const one of requestIds) ids.push(await writer.startRun(newRun(one)));
  const [first = 0, second = 0, third = 0, fourth = 0] = ids;
  await writer.finishRun(finished(second, { report: report({ verdict }) }));
  await writer.finishRun(finished(fourth, { outcome: 'timeout', report: null }));
  await writer.finishRun(finished(first));
  await writer.finishRun(finished(third, { outcome: 'no_data', report: null }));
  const flair = await reader.flair(id);
  expect(flair).toMatchObject({
    observable: observables[0],
    tlp: 'green',
    firstSeen: '2026-11-20T09:00:02.000Z',
    lastSeen: '2026-11-20T09:00:02.000Z',
    pastes: 1,
    standing: { level: 'unknown' },
    tags: [],
    enrichments: [
      {
        enricherId: 'geo:lookup',
        request: { id: requestIds[3], state: 'done', outcome: 'timeout' },
        newest: { id: fourth, outcome: 'timeout' },
        newestGood: { id: third, outcome: 'no_data' },
        previousGoodId: second,
        runCount: 4,
      },
    ],
  });
  expect(await reader.flair(999)).toBeNull();
});

test('a fresh run is the newest with this key that is young enough for its outcome', async () => {
  const { writer, reader } = await openTestStore();
  const { id } = await writer.saveObservable({ type: 'domain', value: 'a.example' }, null);
  const at = (hour: string) => `2026-11-20T${hour}:00:00.000Z`;
  const old = await runOnce({ writer }, id, { run: { startedAt: at('08') } });
  const young = await runOnce({ writer }, id, {
    run: { startedAt: at('09') },
    finish: { outcome: 'no_data', report: null },
  });
  await runOnce({ writer }, id, { run: { startedAt: at('10') }, finish: { outcome: 'error' } });
  await runOnce({ writer }, id, { run: { startedAt: at('10'), reuseKey: 'other' } });
  const query = { observableId: id, enricherId: 'geo:lookup', reuseKey: 'key' };
  const fresh = async (okSince: string, noDataSince: string) =>
    (await reader.freshRun({ ...query, okSince, noDataSince }))?.id ?? null;
  expect([
    await fresh(at('07'), at('09')),
    await fresh(at('07'), at('10')),
    await fresh(at('09'), at('10')),
  ]).toEqual([young, old, null]);
  const { observableId: _, ...rest } = query;
  const since = { okSince: at('07'), noDataSince: at('10') };
  expect(await reader.freshOf({ ...rest, ...since, ids: [id, 999] })).toEqual([id]);
});

test('history is newest first, by observable, enricher, paste and words', async () => {
  const { writer, reader } = await openTestStore();
  const { pasteId, observables } = await savedPaste(
    { writer, reader },
    paste(findsOf('domain:evil.example', 'ipv4:10.20.30.40')),
  );
  const [domain = 0, address = 0] = observables.map(({ id }) => id);
  const text = (searchText: string) => ({ finish: { searchText } });
  const a = await runOnce({ writer }, domain, {
    ...text('Phishing kit Ünïcode'),
    request: { pasteId },
  });
  const b = await runOnce({ writer }, address, text('nothing, "quoted" OR not'));
  const c = await runOnce({ writer }, domain, {
    ...text('phishing again'),
    run: { enricherId: 'x:y' },
  });
  const [reusing = 0, running = 0] = await writer.addRequests([
    request(address, { pasteId }),
    request(address),
  ]);
  await writer.endRequest(reusing, { kind: 'reused', runId: b });
  await writer.startRun(newRun(running));
  const ids = async (query: Partial<Parameters<typeof reader.runs>[0]>) => {
    const { rows, total } = await reader.runs({ ...page, ...query });
    expect(total).toBe(rows.length);
    return rows.map(({ id }) => id);
  };
  const cases: [Partial<Parameters<typeof reader.runs>[0]>, number[]][] = [
    [{}, [c, b, a]],
    [{ observableId: domain }, [c, a]],
    [{ enricherId: 'geo:lookup' }, [b, a]],
    [{ enricherId: 'never:asked' }, []],
    [{ pasteId }, [b, a]],
    [{ pasteId, enricherId: 'geo:lookup', observableId: domain }, [a]],
    [{ words: 'phishing' }, [c, a]],
    [{ words: 'PHISH' }, [c, a]],
    [{ words: 'phish kit' }, []],
    [{ words: 'kit phish' }, [a]],
    [{ words: 'unicode' }, [a]],
    [{ words: 'evil.exam' }, [c, a]],
    [{ words: '10.20' }, [b]],
    [{ words: '"quoted" OR' }, [b]],
    [{ words: 'text:phishing' }, []],
    [{ words: '*' }, []],
    [{ words: '  ' }, [c, b, a]],
    [{ words: 'phishing', enricherId: 'x:y' }, [c]],
    [{ words: 'phishing', observableId: address }, []],
    [{ words: 'phishing', pasteId }, [a]],
  ];
  for (const [query, expected] of cases)
    expect([query, await ids(query)]).toEqual([query, expected]);
  const second = await reader.runs({ offset: 1, limit: 1 });
  expect([second.rows[0]?.id, second.total]).toEqual([b, 3]);
});

test('ledger and documents come back, newest entries first', async () => {
  const { writer, reader } = await openTestStore();
  const entry = (value: string | null, time: string) => ({
    time: `2026-11-20T${time}.000Z`,
    kind: value === null ? ('tunnel' as const) : ('question' as const),
    run: null,
    enricher: 'dns:query',
    observable: value === null ? null : { type: 'domain', value },
    tlp: null,
    host: '192.0.2.1',
    port: 53,
    bytesOut: 40,
    bytesIn: 0,
    verdict: 'refused' as const,
    reason: 'tlp',
  });
  const entries = [
    entry('a.example', '09:00:00'),
    entry(null, '09:00:01'),
    entry('b.example', '09:00:02'),
  ];
  await writer.appendLedger(entries);
  const numbered = entries.map((one, index) => ({ ...one, id: index + 1 }));
  expect(await reader.ledger(page)).toEqual({ rows: numbered.toReversed(), total: 3 });
  const filters: readonly [LedgerFilter, ids: number[]][] = [
    [{ value: 'a.example' }, [1]],
    [{ kind: 'tunnel' }, [2]],
    [{ host: '192.0.2.1', verdict: 'refused' }, [3, 2, 1]],
    [{ host: '192.0.2.2' }, []],
    [{ enricher: 'dns:query', since: '2026-11-20T09:00:01.000Z' }, [3, 2]],
    [{ until: '2026-11-20T09:00:01.000Z', before: 2 }, [1]],
    [{ run: 1 }, []],
  ];
  for (const [filter, ids] of filters) {
    const { rows, total } = await reader.ledger({ ...page, ...filter });
    expect([filter, rows.map(({ id }) => id), total]).toEqual([filter, ids, ids.length]);
  }
  expect(await reader.document('nothing')).toBeNull();
  await writer.setDocument('settings', { a: [1] });
  await writer.setDocument('settings', { a: [2] });
  expect(await reader.document('settings')).toEqual({ a: [2] });
});
