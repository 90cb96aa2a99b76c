import { Button, HTMLSelect, InputGroup } from '@blueprintjs/core';
import { useId, useState } from 'react';
import type { SettingField, SettingValues } from '../../src-main/contract/enricher.ts';
import { Tick } from '../shared/tick.tsx';

type Value = SettingValues[string];

const placeholders: { readonly [type in SettingField['type']]?: string } = {
  file: 'Full path of a file on this machine',
  server: 'https://server.example.com',
};

type Props = {
  readonly fields: readonly SettingField[];
  readonly values: SettingValues;
  readonly onSave: (values: SettingValues) => void;
};

export function SettingsForm({ fields, values, onSave }: Props) {
  const [edited, setEdited] = useState<SettingValues>(values);
  return (
    <form
      className="enricher-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(edited);
      }}
    >
      {fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          value={edited[field.name] ?? field.default}
          onChange={(value) => setEdited({ ...edited, [field.name]: value })}
        />
      ))}
      <Button type="submit" text="Save settings" />
    </form>
  );
}

function Field({
  field,
  value,
  onChange,
}: {
  readonly field: SettingField;
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
}) {
  const id = useId();
  if (field.type === 'boolean') {
    return <Tick label={field.label} checked={value === true} onChange={onChange} />;
  }
  const text = value === undefined ? '' : String(value);
  return (
    <div className="field">
      <label htmlFor={id}>{field.label}</label>
      {field.type === 'choice' ? (
        <HTMLSelect
          id={id}
          value={text}
          options={field.choices ?? []}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <InputGroup
          id={id}
          value={text}
          {...(field.type === 'number' && {
            type: 'number',
            required: true,
            min: field.minimum,
            max: field.maximum,
          })}
          className={field.type in placeholders ? 'mono' : undefined}
          placeholder={placeholders[field.type]}
          onValueChange={(next) =>
            onChange(field.type === 'number' && next !== '' ? Number(next) : next)
          }
        />
      )}
      {field.description !== undefined && <span className="small muted">{field.description}</span>}
    </div>
  );
}
