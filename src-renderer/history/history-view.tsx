import { useState } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import type { RunSummary } from '../../src-main/contract/run.ts';
import { rememberedLayout, rememberLayout } from '../app/layout.ts';
import { useHost } from '../app/host.ts';
import { FlairPane } from '../flair/flair-pane.tsx';
import { LedgerList } from './ledger-list.tsx';
import { PasteList } from './paste-list.tsx';
import { RunSearch } from './run-search.tsx';
import { useAct } from '../shared/use-act.ts';
import '../shared/plain-table.css';
import '../shared/tags.css';
import './history-view.css';

const parts = [
  ['pastes', 'Pastes'],
  ['runs', 'Runs'],
  ['told', 'Who was told'],
] as const;
type Part = (typeof parts)[number][0];

type Props = {
  readonly words: string;
  /** a value: opens with who was told about it */
  readonly told: string | null;
};

/** Pastes, runs and the ledger, newest first; a run opens in the same flair pane as on the bench. Reading sends nothing. */
export function HistoryView({ words, told }: Props) {
  const { client } = useHost();
  const { act } = useAct();
  const [part, setPart] = useState<Part>(told !== null ? 'told' : words === '' ? 'pastes' : 'runs');
  const [run, setRun] = useState<RunSummary | null>(null);
  const chooseRun = (id: number) => void act(async () => setRun(await client.runs.get({ id })));
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
              {parts.map(([name, text]) => (
                <label key={name}>
                  <input
                    type="radio"
                    name="history-part"
                    checked={part === name}
                    onChange={() => setPart(name)}
                  />
                  <span>{text}</span>
                </label>
              ))}
            </fieldset>
          </div>
          {part === 'pastes' && <PasteList />}
          {part === 'told' && <LedgerList startValue={told} onRun={chooseRun} />}
          {part === 'runs' && (
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
