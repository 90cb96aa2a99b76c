import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Group, Panel, Separator, useGroupRef } from 'react-resizable-panels';
import { PastePane } from '../paste/paste-pane.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { rememberedLayout, rememberLayout } from './layout.ts';
import { usePlaces } from './places.ts';
import { useRememberedNumber } from './remembered.ts';
import { whenFilled } from './storage.ts';
import './bench.css';

const ObservablesPane = lazy(() =>
  import('../grid/observables-pane.tsx').then((module) => ({ default: module.ObservablesPane })),
);
const FlairPane = lazy(() =>
  import('../flair/flair-pane.tsx').then((module) => ({ default: module.FlairPane })),
);

/** Left the paste, in the middle its observables, right the flair of the selected one. */
export function Bench() {
  const { pasteId, view } = usePlaces();
  const [observableId, select] = useRememberedNumber('observable');
  const [hasText, setHasText] = useState(false);
  const [shownPaste, setShownPaste] = useState(pasteId);
  if (shownPaste !== pasteId) {
    setShownPaste(pasteId);
    select(null);
  }
  const isActive = view === 'bench';
  const group = useGroupRef();
  const isLaidOut = useRef(false);
  useEffect(
    () =>
      whenFilled(() => {
        const layout = rememberedLayout('bench');
        if (layout !== undefined) group.current?.setLayout(layout);
      }),
    [group],
  );
  return (
    <Group
      className="bench"
      groupRef={group}
      defaultLayout={rememberedLayout('bench')}
      onLayoutChanged={(layout) => {
        // The first call tells of the layout that it begins with, which nobody has chosen.
        if (isLaidOut.current) rememberLayout('bench', layout);
        isLaidOut.current = true;
      }}
      disableCursor
    >
      <Panel id="paste" defaultSize="21%" minSize={240}>
        <ErrorBoundary>
          <PastePane onHasText={setHasText} />
        </ErrorBoundary>
      </Panel>
      <Separator className="bench-separator" aria-label="Width of the paste" />
      <Panel id="observables" defaultSize="41%" minSize={280}>
        <ErrorBoundary>
          <Suspense fallback={null}>
            <ObservablesPane
              key={pasteId}
              isActive={isActive}
              hasText={hasText}
              observableId={observableId}
              onSelect={select}
            />
          </Suspense>
        </ErrorBoundary>
      </Panel>
      <Separator className="bench-separator" aria-label="Width of the observables" />
      <Panel id="flair" defaultSize="38%" minSize={320}>
        <ErrorBoundary key={observableId}>
          <Suspense fallback={null}>
            <FlairPane observableId={observableId} pasteId={pasteId} isActive={isActive} />
          </Suspense>
        </ErrorBoundary>
      </Panel>
    </Group>
  );
}
