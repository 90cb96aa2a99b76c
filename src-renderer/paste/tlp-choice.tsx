import { type Tlp, tlps } from '../../src-main/contract/vocabulary.ts';
import './tlp-choice.css';

type Props = {
  readonly value: Tlp | null;
  readonly onChange: (tlp: Tlp | null) => void;
};

const choices: readonly (Tlp | null)[] = [null, ...tlps];

/** How far the values may travel. Unmarked ones never go to third parties. */
export function TlpChoice({ value, onChange }: Props) {
  return (
    <div role="radiogroup" aria-label="TLP" className="tlp-choice">
      {choices.map((tlp) => (
        <label key={tlp} data-tlp={tlp ?? 'unmarked'}>
          <input type="radio" name="tlp" checked={value === tlp} onChange={() => onChange(tlp)} />
          <span>{tlp ?? 'unmarked'}</span>
        </label>
      ))}
    </div>
  );
}
