import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Tab } from '../../src-main/contract/paste.ts';
import type { RunSummary } from '../../src-main/contract/run.ts';
import { useHost } from '../app/host.ts';
import { useShortcuts } from '../app/use-shortcuts.ts';

const listed = 200;

export type PreviousResults = ReturnType<typeof usePreviousResults>;

/** All results of one enricher on one observable, newest first, and which of them is shown. */
export function usePreviousResults(
  tab: Tab,
  observableId: number,
  startRunId: number | null,
  isActive: boolean,
) {
  const { client, queries } = useHost();
  const [pickedId, setPicked] = useState(startRunId);
  const newestId = tab.run?.id ?? null;
  const shownId = pickedId ?? newestId;
  const wanted = { observableId, enricherId: tab.enricherId, offset: 0, limit: listed };
  const list = useQuery({
    ...queries.runs.list.queryOptions({ input: wanted }),
    enabled: tab.runCount > 1 || pickedId !== null,
  });
  const runs: readonly RunSummary[] = list.data?.rows ?? (tab.run === null ? [] : [tab.run]);
  const at = runs.findIndex(({ id }) => id === shownId);
  const older = at < 0 ? undefined : runs[at + 1];
  const newer = at < 1 ? undefined : runs[at - 1];
  const pick = (id: number) => setPicked(id === newestId ? null : id);
  const toOlder = older === undefined ? null : () => pick(older.id);
  const toNewer = newer === undefined ? null : () => pick(newer.id);
  /** A key may come before the list that holds a run which has just ended: the host is asked. */
  const step = async (by: 1 | -1) => {
    const { rows } = await client.runs.list(wanted);
    const index = rows.findIndex(({ id }) => id === shownId);
    const target = index < 0 ? undefined : rows[index + by];
    if (target !== undefined) pick(target.id);
  };
  const press = (by: 1 | -1) => () => void step(by).catch(() => undefined);
  useShortcuts(isActive ? { '[': press(1), ']': press(-1) } : {});

  return {
    runs,
    total: list.data?.total ?? tab.runCount,
    shownId,
    newestId,
    isOlder: shownId !== newestId,
    pick,
    toNewest: () => setPicked(null),
    toOlder,
    toNewer,
    /** the good result before the one that is shown */
    goodBefore: runs.slice(at + 1).find(({ outcome }) => at >= 0 && outcome === 'ok') ?? null,
  };
}
