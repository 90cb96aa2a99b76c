import { HTMLSelect } from '@blueprintjs/core';
import { useObservableTypes } from '../shared/use-observable-types.ts';

type Props = {
  readonly label: string;
  /** stays in the list when its type is defined no more */
  readonly found: string;
  readonly value: string;
  readonly onChange: (type: string) => void;
};

export function TypeChoice({ label, found, value, onChange }: Props) {
  const types = useObservableTypes();
  return (
    <HTMLSelect
      className="type-choice"
      aria-label={label}
      title={label}
      value={value}
      options={[...new Set([...types, found, value])]}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
