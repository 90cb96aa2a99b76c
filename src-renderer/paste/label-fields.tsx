import type { DraftFields } from './use-draft.ts';

type Props = {
  readonly fields: DraftFields;
  readonly onChange: (part: Partial<DraftFields>) => void;
  readonly onDone: () => void;
};

export function LabelFields({ fields, onChange, onDone }: Props) {
  return (
    <div className="label-fields">
      <label>
        <span>Title</span>
        <input
          value={fields.title}
          maxLength={200}
          onChange={(event) => onChange({ title: event.target.value })}
          onBlur={onDone}
        />
      </label>
      <label>
        <span>Case</span>
        <input
          value={fields.caseReference}
          maxLength={200}
          placeholder="INC-4471"
          onChange={(event) => onChange({ caseReference: event.target.value })}
          onBlur={onDone}
        />
      </label>
    </div>
  );
}
