import { Button, InputGroup } from '@blueprintjs/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ChosenEnrichers, SavedSet } from '../../src-main/contract/settings.ts';
import { useAnnounce } from '../app/announcements.tsx';
import { useHost } from '../app/host.ts';
import { useAct } from '../shared/use-act.ts';
import { setOfTicks } from './chosen-set.ts';

type Props = {
  readonly sets: readonly SavedSet[];
  readonly chosen: SavedSet | null;
  readonly onChoose: (chosen: ChosenEnrichers) => void;
};

/** The saved sets, each with its key. */
export function SetChoice({ sets, chosen, onChoose }: Props) {
  if (sets.length === 0) return null;
  return (
    <div className="set-choice" role="group" aria-label="Saved sets">
      {sets.map(({ name, key }) => (
        <Button
          key={name}
          size="small"
          text={name}
          active={chosen?.name === name}
          aria-pressed={chosen?.name === name}
          title={key === null ? undefined : `Ctrl+Shift+${key}`}
          onClick={() => onChoose({ set: name })}
        />
      ))}
    </div>
  );
}

/** Keeps what is ticked under a name. */
export function SaveSet({
  sets,
  ticked,
  onChoose,
}: Omit<Props, 'chosen'> & { readonly ticked: readonly string[] }) {
  const { client, queries } = useHost();
  const announce = useAnnounce();
  const { act } = useAct();
  const enrichers = useQuery(queries.enrichers.list.queryOptions());
  const [name, setName] = useState('');
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const popover = event.currentTarget.closest<HTMLElement>('.plan-popover');
    if (name.trim() === '' || enrichers.data === undefined) return;
    const set = setOfTicks(name, ticked, enrichers.data, sets);
    if (!(await act(() => client.settings.change({ sets: [...sets, set] })))) return;
    const key = set.key === null ? '' : ` Ctrl+Shift+${set.key} chooses it.`;
    announce(`The set ${set.name} is saved.${key}`);
    setName('');
    // The form goes, and the focus with it: the list it stood in takes it.
    popover?.focus();
    onChoose({ set: set.name });
  };
  return (
    <form className="save-set" onSubmit={(event) => void save(event)}>
      <InputGroup
        size="small"
        fill
        aria-label="Name of the set"
        placeholder="Save these ticks as a set"
        value={name}
        maxLength={60}
        onValueChange={setName}
      />
      <Button size="small" type="submit" text="Save" disabled={name.trim() === ''} />
    </form>
  );
}
