import { Button, InputGroup } from '@blueprintjs/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useId, useState } from 'react';
import type { PatternType, PatternTypeProblem } from '../../src-main/contract/settings.ts';
import { useHost } from '../app/host.ts';
import { Tick } from '../shared/tick.tsx';

type Props = {
  readonly types: readonly PatternType[];
  /** the place in `types` that is edited; its length for a new one */
  readonly index: number;
  readonly onSave: (type: PatternType) => Promise<void>;
  readonly onCancel: () => void;
};

type Written = Record<'name' | 'title' | 'pattern' | 'example', string> & {
  readonly ignoreCase: boolean;
};

/** The pattern is tried against the example with each key, and what is wrong with either stands below it. */
export function PatternTypeForm({ types, index, onSave, onCancel }: Props) {
  const before = types[index];
  const [written, setWritten] = useState(() => writtenOf(before));
  const [isTried, setTried] = useState(before !== undefined);
  const type = definitionOf(written);
  const { problems, isCurrent } = useProblems(types.toSpliced(index, 1, type));
  const change = (part: Partial<Written>) => setWritten({ ...written, ...part });

  /** Nobody is told of what is missing before they had the time to write it. */
  const problemOf = (field: PatternTypeProblem['field']) =>
    isTried || written[field] !== ''
      ? problems?.find((problem) => problem.index === index && problem.field === field)?.sentence
      : undefined;
  const others = problems?.filter((problem) => problem.index !== index) ?? [];
  const isGood = problems?.length === 0;

  return (
    <form
      className="pattern-type-form"
      aria-label={before === undefined ? 'A new type' : `The type ${before.name}`}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        // What is wrong stands below its field; while that is not known the host has the last word.
        if (isGood || !isCurrent) void onSave(type);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
    >
      <div className="pattern-type-names">
        <Field
          label="Name"
          value={written.name}
          placeholder="ticket"
          problem={problemOf('name')}
          isFirst
          onChange={(name) => change({ name })}
        />
        <Field
          label="Title (optional)"
          value={written.title}
          placeholder="Ticket of the service desk"
          onChange={(title) => change({ title })}
        />
      </div>
      <Field
        label="Pattern"
        value={written.pattern}
        placeholder="INC-\d{4,6}"
        problem={problemOf('pattern')}
        onChange={(pattern) => change({ pattern })}
      />
      <Field
        label="Example"
        value={written.example}
        placeholder="INC-4471"
        problem={problemOf('example')}
        note={isGood && written.example !== '' ? 'The pattern matches it.' : undefined}
        onChange={(example) => change({ example })}
      />
      <Tick
        label="Ignore case: values are kept in small letters"
        checked={written.ignoreCase}
        onChange={(ignoreCase) => change({ ignoreCase })}
      />
      {others.map(({ index: other, sentence }) => (
        <p key={other} className="problem">
          {types[other]?.name}: {sentence}
        </p>
      ))}
      <div className="field-row">
        <Button type="submit" intent="primary" text="Keep this type" />
        <Button text="Cancel" onClick={onCancel} />
      </div>
    </form>
  );
}

function writtenOf(type: PatternType | undefined): Written {
  const { name = '', title = '', pattern = '', example = '', ignoreCase = false } = type ?? {};
  return { name, title, pattern, example, ignoreCase };
}

function definitionOf({ name, title, pattern, example, ignoreCase }: Written): PatternType {
  return {
    name,
    pattern,
    example,
    ...(title.trim() === '' ? {} : { title: title.trim() }),
    ...(ignoreCase ? { ignoreCase } : {}),
  };
}

function useProblems(patternTypes: PatternType[]) {
  const { queries } = useHost();
  const asked = useDeferredValue(JSON.stringify(patternTypes));
  const { data, isPlaceholderData } = useQuery({
    ...queries.settings.checkPatternTypes.queryOptions({
      input: { patternTypes: JSON.parse(asked) },
    }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const isCurrent = !isPlaceholderData && asked === JSON.stringify(patternTypes);
  return { problems: data, isCurrent: isCurrent && data !== undefined };
}

type FieldProps = {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly problem?: string | undefined;
  readonly note?: ReactNode;
  readonly isFirst?: boolean;
  readonly onChange: (value: string) => void;
};

function Field({ label, value, placeholder, problem, note, isFirst, onChange }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <InputGroup
        id={id}
        className={label.startsWith('Title') ? undefined : 'mono'}
        value={value}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        autoFocus={isFirst === true}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-said`}
        onValueChange={onChange}
      />
      <span id={`${id}-said`} className="small" aria-live="polite">
        {problem === undefined ? (
          note && <span className="muted">{note}</span>
        ) : (
          <span className="problem">{problem}</span>
        )}
      </span>
    </div>
  );
}
