import { useState } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import type { RunSummary } from '../../src-main/contract/run.ts';
import { rememberedLayout, rememberLayout } from '../app/layout.ts';
import { FlairPane } from '../flair/flair-pane.tsx';
import { PasteList } from './paste-list.tsx';
import { RunSearch } from './run-search.tsx';
import '../shared/plain-table.css';
import '../shared/tags.css';
import './history-view.css';

/** Pastes and runs, newest first; a run opens in the same flair pane as on the bench. Reading sends nothing. */
export function HistoryView({ words }: { readonly words: string }) {
  const [part, setPart] = useState<'pastes' | 'runs'>(words === '' ? 'pastes' : 'runs');
  const [run, setRun] = useState<RunSummary | null>(null);
  return (
    <Group
      defaultLayout={rememberedLayout('history')}
      onLayoutChanged={(layout) => rememberLayout('history', layout)}
      disableCursor
    >
      <Panel id="found" defaultSize="55%" minSize={320}>
        <section aria-label="History" className="pane">
          <div className="pane-head">
            <h2>History</h2>
            <fieldset className="history-parts">
              <legend className="heard">Show</legend>
              {(['pastes', 'runs'] as const).map((name) => (
                <label key={name}>
                  <input
                    type="radio"
                    name="history-part"
                    checked={part === name}
                    onChange={() => setPart(name)}
                  />
                  <span>{name === 'pastes' ? 'Pastes' : 'Runs'}</span>
                </label>
              ))}
            </fieldset>
          </div>
          {part === 'pastes' ? (
            <PasteList />
          ) : (
            <RunSearch startWords={words} chosenId={run?.id ?? null} onChoose={setRun} />
          )}
        </section>
      </Panel>
      <Separator className="bench-separator" aria-label="Width of the history" />
      <Panel id="flair" defaultSize="45%" minSize={320}>
        {run === null ? (
          <FlairPane observableId={null} pasteId={null} isActive={false} />
        ) : (
          <FlairPane
            key={run.id}
            observableId={run.observable.id}
            pasteId={null}
            isActive
            start={{ enricherId: run.enricherId, runId: run.id }}
          />
        )}
      </Panel>
    </Group>
  );
}
