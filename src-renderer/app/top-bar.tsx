import { Button } from '@blueprintjs/core';
import { Clipboard, Cog, Cube, History, KeyCommand, Search } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement, Ref } from 'react';
import { useHost } from './host.ts';
import { Logo } from './logo.tsx';
import { usePlaces, type View } from './places.ts';
import '../shared/tags.css';
import './top-bar.css';

const entries: readonly { view: View; text: string; icon: ReactElement }[] = [
  { view: 'bench', text: 'Bench', icon: <Clipboard /> },
  { view: 'history', text: 'History', icon: <History /> },
  { view: 'enrichers', text: 'Enrichers', icon: <Cube /> },
];

type Props = {
  readonly searchBox: Ref<HTMLInputElement>;
  readonly onSearch: (words: string) => void;
  readonly onShortcuts: () => void;
};

export function TopBar({ searchBox, onSearch, onShortcuts }: Props) {
  const { view, show } = usePlaces();
  const { queries } = useHost();
  const settings = useQuery(queries.settings.get.queryOptions());
  return (
    <header className="top-bar">
      <h1 className="top-bar-name">
        <Logo /> Flairbench
      </h1>
      <nav aria-label="Views" className="top-bar-views">
        {entries.map((entry) => (
          <Button
            key={entry.view}
            variant="minimal"
            icon={entry.icon}
            text={entry.text}
            active={view === entry.view}
            aria-current={view === entry.view ? 'page' : undefined}
            onClick={() => show(entry.view)}
          />
        ))}
      </nav>
      {settings.data?.airGapped === true && (
        <span className="flair-tag level-suspicious" title="Nothing leaves this machine.">
          air-gapped
        </span>
      )}
      <form
        role="search"
        className="top-bar-search"
        onSubmit={(event) => {
          event.preventDefault();
          const words = new FormData(event.currentTarget).get('words');
          if (typeof words === 'string') onSearch(words.trim());
        }}
      >
        <Search className="muted" />
        <input
          ref={searchBox}
          name="words"
          type="search"
          aria-label="Search all results"
          placeholder="Search all results"
          autoComplete="off"
          spellCheck={false}
          maxLength={1000}
        />
        <kbd aria-hidden="true">/</kbd>
      </form>
      <Button
        variant="minimal"
        icon={<KeyCommand />}
        aria-label="Keyboard shortcuts"
        title="Keyboard shortcuts (?)"
        onClick={onShortcuts}
      />
      <Button
        variant="minimal"
        icon={<Cog />}
        aria-label="Settings"
        title="Settings"
        active={view === 'settings'}
        aria-current={view === 'settings' ? 'page' : undefined}
        onClick={() => show('settings')}
      />
    </header>
  );
}
