import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { defaultDefangStyle } from '../../src-main/contract/defang.ts';
import { AskFirst } from '../asking/run-again.tsx';
import { ContextMenus } from '../shared/context-menu.tsx';
import { DefangStyleContext } from '../shared/defang-style.ts';
import { useAnnounce } from './announcements.tsx';
import { Bench } from './bench.tsx';
import { CommandsContext, createOffers } from './commands.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { followEvents } from './events.ts';
import { useHost } from './host.ts';
import { PlacesContext, type View } from './places.ts';
import { useRememberedNumber } from './remembered.ts';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { applyTheme } from './theme.ts';
import { TopBar } from './top-bar.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import { useWindowMemory } from './use-window-memory.ts';
import './workspace.css';

const HistoryView = lazy(() =>
  import('../history/history-view.tsx').then((module) => ({ default: module.HistoryView })),
);
const EnrichersView = lazy(() =>
  import('../enrichers/enrichers-view.tsx').then((module) => ({ default: module.EnrichersView })),
);
const SettingsView = lazy(() =>
  import('../settings/settings-view.tsx').then((module) => ({ default: module.SettingsView })),
);

const Palette = lazy(() => import('./palette.tsx').then((module) => ({ default: module.Palette })));

export function Workspace() {
  const host = useHost();
  const { queries } = host;
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const [view, show] = useState<View>('bench');
  const [pasteId, rememberPaste] = useRememberedNumber('paste');
  const [livePaste, setLivePaste] = useState<number | null>(null);
  const [handed, setHanded] = useState<{ readonly text: string } | null>(null);
  const [words, setWords] = useState('');
  const [told, setTold] = useState<string | null>(null);
  const [isChoosing, setChoosing] = useState(false);
  const [offers] = useState(createOffers);
  const [listsShortcuts, setListsShortcuts] = useState(false);
  const searchBox = useRef<HTMLInputElement>(null);
  const settings = useQuery(queries.settings.get.queryOptions());
  const theme = settings.data?.theme;

  useWindowMemory();
  useEffect(() => {
    const stop = new AbortController();
    void followEvents(host, queryClient, announce, stop.signal);
    return () => stop.abort();
  }, [host, queryClient, announce]);
  useEffect(() => {
    if (theme !== undefined) applyTheme(theme);
  }, [theme]);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setChoosing(true);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  useShortcuts({
    '/': () => searchBox.current?.focus(),
    '?': () => setListsShortcuts(true),
  });

  const openPaste = useCallback(
    (id: number | null, live = false) => {
      rememberPaste(id);
      if (live) setLivePaste(id);
      show('bench');
    },
    [rememberPaste],
  );
  const handToPaste = useCallback((text: string) => {
    setHanded({ text });
    show('bench');
  }, []);
  const showTold = useCallback((value: string) => {
    setTold(value);
    show('history');
  }, []);
  const search = (text: string) => {
    setWords(text);
    setTold(null);
    show('history');
  };

  const isLive = pasteId !== null && pasteId === livePaste;
  return (
    <PlacesContext
      value={{ view, show, pasteId, openPaste, isLive, handToPaste, handed, showTold }}
    >
      <CommandsContext value={offers}>
        <DefangStyleContext value={settings.data?.defangStyle ?? defaultDefangStyle}>
          <ContextMenus>
            <AskFirst>
              <div className="workspace">
                <TopBar
                  searchBox={searchBox}
                  onSearch={search}
                  onShortcuts={() => setListsShortcuts(true)}
                />
                <ConnectionBanner />
                {/* The bench stays alive behind the other views: what is being typed must not get lost. */}
                <main className="workspace-view" hidden={view !== 'bench'}>
                  <Bench />
                </main>
                {view !== 'bench' && (
                  <main className="workspace-view">
                    <ErrorBoundary key={view}>
                      <Suspense fallback={null}>
                        {view === 'history' && (
                          <HistoryView key={`${words} ${told}`} words={words} told={told} />
                        )}
                        {view === 'enrichers' && <EnrichersView />}
                        {view === 'settings' && <SettingsView />}
                      </Suspense>
                    </ErrorBoundary>
                  </main>
                )}
              </div>
              {isChoosing && (
                <Suspense fallback={null}>
                  <Palette
                    onClose={() => setChoosing(false)}
                    onSearch={search}
                    onShortcuts={() => setListsShortcuts(true)}
                  />
                </Suspense>
              )}
              <ShortcutsDialog isOpen={listsShortcuts} onClose={() => setListsShortcuts(false)} />
            </AskFirst>
          </ContextMenus>
        </DefangStyleContext>
      </CommandsContext>
    </PlacesContext>
  );
}
