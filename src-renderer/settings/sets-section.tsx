import { Button, HTMLSelect, InputGroup } from '@blueprintjs/core';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import type { SavedSet, Settings } from '../../src-main/contract/settings.ts';
import { useAnnounce } from '../app/announcements.tsx';
import { useHost } from '../app/host.ts';
import { useAct } from '../shared/use-act.ts';
import { SetMembers } from './set-members.tsx';
import './sets-section.css';

type Props = { readonly settings: Pick<Settings, 'sets' | 'chosenEnrichers'> };

/** Saved sets: their names, keys, and which enrichers they run on which types. */
export function SetsSection({ settings }: Props) {
  const { client, queries } = useHost();
  const announce = useAnnounce();
  const { act } = useAct();
  const enrichers = useQuery(queries.enrichers.list.queryOptions());
  const heading = useRef<HTMLHeadingElement>(null);
  const { sets, chosenEnrichers } = settings;

  const keep = (index: number, next: SavedSet) =>
    act(async () => {
      const name = sets[index]?.name;
      // The choice of the last paste goes by the name.
      const isChosen =
        chosenEnrichers !== null && 'set' in chosenEnrichers && chosenEnrichers.set === name;
      await client.settings.change({
        sets: sets.with(index, next),
        ...(isChosen ? { chosenEnrichers: { set: next.name } } : {}),
      });
    });
  const remove = async (index: number) => {
    const name = sets[index]?.name ?? '';
    if (!(await act(() => client.settings.change({ sets: sets.toSpliced(index, 1) })))) return;
    announce(`The set ${name} is removed. Its enrichers stay.`);
    heading.current?.focus();
  };

  return (
    <section aria-labelledby="saved-sets">
      <h3 id="saved-sets" ref={heading} tabIndex={-1}>
        Sets of enrichers
      </h3>
      <p className="muted">
        What Enrich runs together. Tick enrichers beside Enrich and save them under a name. What
        changes something elsewhere is in no set.
      </p>
      {sets.map((set, index) => (
        <div key={set.name} className="saved-set" role="group" aria-label={`Set ${set.name}`}>
          <InputGroup
            size="small"
            aria-label={`Name of the set ${set.name}`}
            defaultValue={set.name}
            maxLength={60}
            onKeyDown={(event) => {
              if (event.key === 'Enter') event.currentTarget.blur();
            }}
            onBlur={({ target }) => {
              const name = target.value.trim();
              if (name === '' || name === set.name) target.value = set.name;
              else void keep(index, { ...set, name });
            }}
          />
          <HTMLSelect
            aria-label={`Key of the set ${set.name}`}
            value={set.key ?? ''}
            onChange={({ currentTarget: { value } }) =>
              void keep(index, { ...set, key: value === '' ? null : Number(value) })
            }
            options={[{ value: '', label: 'no key' }, ...keysFor(set, sets)]}
          />
          <Button
            size="small"
            variant="minimal"
            text="Remove"
            aria-label={`Remove the set ${set.name}`}
            onClick={() => void remove(index)}
          />
          <SetMembers
            set={set}
            enrichers={enrichers.data ?? []}
            onChange={(members) => void keep(index, { ...set, enrichers: members })}
          />
        </div>
      ))}
      {sets.length === 0 && <p className="small muted">No set is saved yet.</p>}
    </section>
  );
}

function keysFor(set: SavedSet, sets: readonly SavedSet[]) {
  const taken = new Set(sets.filter((one) => one !== set).map(({ key }) => key));
  return [1, 2, 3, 4, 5, 6, 7, 8, 9]
    .filter((key) => !taken.has(key))
    .map((key) => ({ value: key, label: `Ctrl+Shift+${key}` }));
}
