import { useState } from 'react';
import './tick.css';

type Props = {
  readonly label: string;
  readonly checked: boolean;
  /** false: it could not be done, and the tick goes back */
  readonly onChange: (checked: boolean) => void | Promise<boolean>;
};

/** A plain tick box with its words: both take the click, which shows at once, before the host has answered. */
export function Tick({ label, checked, onChange }: Props) {
  const [known, setKnown] = useState(checked);
  const [shown, setShown] = useState(checked);
  if (known !== checked) {
    setKnown(checked);
    setShown(checked);
  }
  const change = async (next: boolean) => {
    setShown(next);
    if ((await onChange(next)) === false) setShown(!next);
  };
  return (
    <label className="tick">
      <input
        type="checkbox"
        checked={shown}
        onChange={(event) => void change(event.target.checked)}
      />
      <span>{label}</span>
    </label>
  );
}
