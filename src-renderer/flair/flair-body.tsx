import { useState } from 'react';
import type { FlairPane } from '../../src-main/contract/paste.ts';
import { recall, remember } from '../app/storage.ts';
import { useShortcuts } from '../app/use-shortcuts.ts';
import { useRunAgain } from '../asking/run-again.tsx';
import { useAct } from '../shared/use-act.ts';
import { Enrichment } from './enrichment.tsx';
import { FlairHeader } from './flair-header.tsx';
import { FlairTabs, overviewTab, panelId, tabElementId } from './flair-tabs.tsx';
import { Overview } from './overview.tsx';
import { useOnOpen } from './use-on-open.ts';
import { usePrefer } from './use-prefer.ts';

type Props = {
  readonly flair: FlairPane;
  readonly pasteId: number | null;
  readonly isActive: boolean;
  readonly start: { readonly enricherId: string; readonly runId: number } | undefined;
};

export function FlairBody({ flair, pasteId, isActive, start }: Props) {
  const { act } = useAct();
  const ask = useRunAgain();
  const { id: observableId, type } = flair.observable;
  const [chosen, setChosen] = useState(() => start?.enricherId ?? recall(`tab.${type}`));
  const tab = flair.tabs.find(({ enricherId }) => enricherId === chosen) ?? null;
  const choose = (name: string) => {
    setChosen(name);
    remember(`tab.${type}`, name === overviewTab ? null : name);
  };
  const runAgain = (enricherId: string | null) =>
    void act(async () => {
      await ask({
        observableIds: [observableId],
        pasteId,
        enrichers: enricherId === null ? null : [enricherId],
        trigger: 'rerun',
      });
    });
  useShortcuts(isActive ? { r: () => runAgain(tab?.enricherId ?? null) } : {});
  useOnOpen(tab, observableId, pasteId);
  usePrefer(flair);

  return (
    <>
      <FlairHeader flair={flair} pasteId={pasteId} />
      <FlairTabs tabs={flair.tabs} chosen={tab?.enricherId ?? overviewTab} onChoose={choose} />
      <div
        role="tabpanel"
        id={panelId}
        aria-labelledby={tabElementId(tab?.enricherId ?? overviewTab)}
        className="flair-panel"
      >
        {tab === null ? (
          <Overview
            flair={flair}
            onOpen={choose}
            onRunAgain={() => runAgain(null)}
            onAsk={runAgain}
          />
        ) : (
          <Enrichment
            key={tab.enricherId}
            tab={tab}
            notAsked={
              flair.notAsked.find(({ enricherId }) => enricherId === tab.enricherId) ?? null
            }
            observableId={observableId}
            startRunId={start?.enricherId === tab.enricherId ? start.runId : null}
            isActive={isActive}
            onRunAgain={() => runAgain(tab.enricherId)}
          />
        )}
      </div>
    </>
  );
}
