import type { ReactElement } from 'react';
import './blank.css';

type Props = {
  readonly icon: ReactElement;
  readonly title: string;
  readonly sentence: string;
  readonly action?: ReactElement;
};

/** What stands where content would: says why there is none and what to do. */
export function Blank({ icon, title, sentence, action }: Props) {
  return (
    <div className="blank">
      {icon}
      <h3>{title}</h3>
      <p>{sentence}</p>
      {action}
    </div>
  );
}
