import { useId } from 'react';
import { type OwnValues, ownValueLabels } from '../../src-main/contract/settings.ts';
import './own-values-fields.css';

const fields = [
  { name: 'domains', hint: 'corp.example' },
  { name: 'ranges', hint: '203.0.113.0/24' },
  { name: 'mailSuffixes', hint: 'corp.example' },
] as const;

type Props = {
  readonly own: OwnValues;
  /** why they were not kept: stands beside the list that it is about */
  readonly failure: string | null;
  readonly onChange: (own: OwnValues) => void;
};

/** Three lists, one value a line. */
export function OwnValuesFields({ own, failure, onChange }: Props) {
  const id = useId();
  const about = fields.find(({ name }) => failure?.startsWith(`${ownValueLabels[name]}: `));
  return (
    <div className="own-values">
      {fields.map(({ name, hint }) => {
        const isWrong = about?.name === name;
        return (
          <div key={name} className="own-values-list">
            <label htmlFor={`${id}${name}`}>{ownValueLabels[name]}, one a line</label>
            <textarea
              id={`${id}${name}`}
              className="mono"
              rows={3}
              spellCheck={false}
              placeholder={hint}
              defaultValue={own[name].join('\n')}
              aria-invalid={isWrong}
              {...(isWrong && { 'aria-describedby': `${id}failure` })}
              onChange={(event) => onChange({ ...own, [name]: linesOf(event.target.value) })}
            />
            {isWrong && failure !== null && (
              <p id={`${id}failure`} role="alert" className="field-failure small">
                {failure.slice(ownValueLabels[name].length + 2)}
              </p>
            )}
          </div>
        );
      })}
      {about === undefined && failure !== null && (
        <p role="alert" className="field-failure small">
          {failure}
        </p>
      )}
    </div>
  );
}

function linesOf(text: string): string[] {
  return text
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
