import type { OwnValues } from '../../src-main/contract/settings.ts';
import './own-values-fields.css';

const fields = [
  { name: 'domains', label: 'Own domains', hint: 'corp.example' },
  { name: 'ranges', label: 'Own address ranges', hint: '203.0.113.0/24' },
  { name: 'mailSuffixes', label: 'Own mail suffixes', hint: 'corp.example' },
] as const;

type Props = {
  readonly own: OwnValues;
  readonly onChange: (own: OwnValues) => void;
};

/** Three lists, one value a line. */
export function OwnValuesFields({ own, onChange }: Props) {
  return (
    <div className="own-values">
      {fields.map(({ name, label, hint }) => (
        <label key={name}>
          <span>{label}, one a line</span>
          <textarea
            className="mono"
            rows={3}
            spellCheck={false}
            placeholder={hint}
            defaultValue={own[name].join('\n')}
            onChange={(event) => onChange({ ...own, [name]: linesOf(event.target.value) })}
          />
        </label>
      ))}
    </div>
  );
}

function linesOf(text: string): string[] {
  return text
    .split(/[\s,;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
