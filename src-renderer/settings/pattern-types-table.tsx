import { Button } from '@blueprintjs/core';
import type { PatternType } from '../../src-main/contract/settings.ts';

type Props = {
  readonly types: readonly PatternType[];
  /** one at a time: what was written into the form is not thrown away by a click */
  readonly isEdited: boolean;
  readonly onEdit: (index: number, opener: HTMLElement) => void;
  readonly onRemove: (index: number) => void;
};

export function PatternTypesTable({ types, isEdited, onEdit, onRemove }: Props) {
  return (
    <table className="plain-table pattern-types">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Pattern</th>
          <th scope="col">Example</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {types.map(({ name, title, pattern, example, ignoreCase }, index) => (
          <tr key={name}>
            <th scope="row">
              {name}
              {title !== undefined && <div className="small muted">{title}</div>}
            </th>
            <td>
              <span className="mono">{pattern}</span>
              {ignoreCase === true && <div className="small muted">any case</div>}
            </td>
            <td className="mono">{example}</td>
            <td className="pattern-type-buttons">
              <Button
                size="small"
                text="Edit"
                aria-label={`Edit the type ${name}`}
                disabled={isEdited}
                onClick={(event) => onEdit(index, event.currentTarget)}
              />
              <Button
                size="small"
                variant="minimal"
                text="Remove"
                aria-label={`Remove the type ${name}`}
                disabled={isEdited}
                onClick={() => onRemove(index)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
