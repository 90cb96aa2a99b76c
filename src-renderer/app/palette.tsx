import { Dialog } from '@blueprintjs/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { useOfferedCommands } from './commands.ts';
import { useHost } from './host.ts';
import { matchingCommands, type PaletteCommand } from './palette-commands.ts';
import { usePlaces } from './places.ts';
import { applyTheme, type Theme } from './theme.ts';
import './palette.css';

type Props = {
  readonly onClose: () => void;
  readonly onSearch: (words: string) => void;
  readonly onShortcuts: () => void;
};

/** Ctrl+K: everywhere one can go, by a few letters. */
export function Palette({ onClose, onSearch, onShortcuts }: Props) {
  const { client, queries } = useHost();
  const { show, openPaste, showTold } = usePlaces();
  const offered = useOfferedCommands();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const pastes = useQuery(queries.pastes.list.queryOptions({ input: { offset: 0, limit: 50 } }));

  const colours = (theme: Theme) => () => {
    applyTheme(theme);
    void client.settings.change({ theme });
  };
  const commands: PaletteCommand[] = [
    { name: 'Bench', run: () => show('bench') },
    { name: 'History', run: () => show('history') },
    { name: 'Who was told', run: () => showTold('') },
    { name: 'Enrichers', run: () => show('enrichers') },
    { name: 'Settings', run: () => show('settings') },
    { name: 'Keyboard shortcuts', run: onShortcuts },
    ...offered,
    { name: 'Colours: dark', run: colours('dark') },
    { name: 'Colours: light', run: colours('light') },
    { name: 'Colours: as the system', run: colours('system') },
    ...(pastes.data?.rows ?? []).map(({ id, title, caseReference }) => ({
      name: ['Open paste', title === '' ? String(id) : title, caseReference].join(' ').trim(),
      run: () => openPaste(id),
    })),
  ];
  const shown = matchingCommands(commands, typed);
  if (typed.trim() !== '') {
    shown.push({
      name: `Search all results for “${typed.trim()}”`,
      run: () => onSearch(typed.trim()),
    });
  }
  const choose = (command: PaletteCommand | undefined) => {
    if (command === undefined) return;
    onClose();
    command.run();
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setAt((at + step + shown.length) % shown.length);
    else if (event.key === 'Enter') choose(shown[at]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog isOpen className="palette" aria-labelledby="palette-name" onClose={onClose}>
      <h2 id="palette-name" className="heard">
        Command palette
      </h2>
      <input
        role="combobox"
        aria-label="Command"
        aria-expanded="true"
        aria-controls="palette-commands"
        aria-activedescendant={`palette-${at}`}
        placeholder="Go to …"
        value={typed}
        autoFocus
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <div role="listbox" id="palette-commands" aria-label="Commands">
        {shown.map((command, index) => (
          <div
            key={command.name}
            role="option"
            id={`palette-${index}`}
            tabIndex={-1}
            aria-selected={index === at}
            onClick={() => choose(command)}
          >
            {command.name}
          </div>
        ))}
      </div>
    </Dialog>
  );
}
