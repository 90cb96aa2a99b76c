import { HTMLSelect } from '@blueprintjs/core';
import { observableTypes } from '../../src-main/contract/vocabulary.ts';

type Props = {
  readonly label: string;
  /** a type that an admin defined is known by its finds only */
  readonly found: string;
  readonly value: string;
  readonly onChange: (type: string) => void;
};

export function TypeChoice({ label, found, value, onChange }: Props) {
  return (
    <HTMLSelect
      className="type-choice"
      aria-label={label}
      title={label}
      value={value}
      options={[...new Set([...observableTypes, found, value])]}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
