import { Button } from '@blueprintjs/core';
import { useEffect, useRef, useState } from 'react';
import type { PatternType } from '../../src-main/contract/settings.ts';
import { useAnnounce } from '../app/announcements.tsx';
import { useHost } from '../app/host.ts';
import { useAct } from '../shared/use-act.ts';
import { PatternTypeForm } from './pattern-type-form.tsx';
import { PatternTypesTable } from './pattern-types-table.tsx';
import './pattern-types.css';

/** Types that an admin defines by pattern. */
export function PatternTypesSection({ types }: { readonly types: readonly PatternType[] }) {
  const { client } = useHost();
  const announce = useAnnounce();
  const { act } = useAct();
  // The place in the list that is edited; behind its end stands a new one.
  const [edited, setEdited] = useState<number | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const returnTo = useRef<HTMLElement>(null);
  // A button that was disabled while the form was open can take the focus only now.
  useEffect(() => {
    if (edited === null) returnTo.current?.focus();
  }, [edited]);

  const keep = (patternTypes: PatternType[]) => act(() => client.settings.change({ patternTypes }));
  const open = (index: number, opener: HTMLElement | null) => {
    returnTo.current = opener;
    setEdited(index);
  };
  const save = async (type: PatternType) => {
    if (!(await keep(types.toSpliced(edited ?? types.length, 1, type)))) return;
    announce(`The type ${type.name} is kept, and found from now on.`);
    // Not the button: Enter may still be held, and letting it go there would press it.
    returnTo.current = heading.current;
    setEdited(null);
  };
  const remove = async (index: number) => {
    if (!(await keep(types.toSpliced(index, 1)))) return;
    announce(`The type ${types[index]?.name} is removed. What was found under it stays.`);
    heading.current?.focus();
  };

  return (
    <section aria-labelledby="pattern-types">
      <h3 id="pattern-types" ref={heading} tabIndex={-1}>
        Types of your own
      </h3>
      <p className="muted">
        Words that mean something to you: numbers of tickets, names of machines. They are found as
        whole words, and win over what else would be found in their place.
      </p>
      {types.length > 0 && (
        <PatternTypesTable
          types={types}
          isEdited={edited !== null}
          onEdit={open}
          onRemove={(index) => void remove(index)}
        />
      )}
      {edited === null ? (
        <Button
          className="settings-save"
          text="Add a type"
          onClick={() => open(types.length, heading.current)}
        />
      ) : (
        <PatternTypeForm
          types={types}
          index={edited}
          onSave={save}
          onCancel={() => setEdited(null)}
        />
      )}
    </section>
  );
}
