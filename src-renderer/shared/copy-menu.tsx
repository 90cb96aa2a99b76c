import { Menu, MenuItem } from '@blueprintjs/core';
import type { ReactNode } from 'react';
import type { CopyForm } from './copied-text.ts';
import './copy-menu.css';

const singleForms: readonly (readonly [CopyForm, words: string, key: string])[] = [
  ['defanged', 'Copy defanged', 'y'],
  ['refanged', 'Copy refanged', 'Shift Y'],
];
const listForms: readonly (readonly [CopyForm, words: string, key: string])[] = [
  ['defanged', 'One per line, defanged', 'y'],
  ['refanged', 'One per line, refanged', 'Shift Y'],
  ['csv', 'CSV', ''],
  ['markdown', 'Markdown list', ''],
  ['json', 'JSON', ''],
];

type Props = {
  /** how many values the choice is about */
  readonly count: number;
  readonly onCopy: (form: CopyForm) => void;
  readonly onTicket?: () => void;
  /** whether `y` and its like work where this menu is */
  readonly hasKeys?: boolean;
  /** further lines, after what copies */
  readonly children?: ReactNode;
};

/** What can be copied of one value, or of many. */
export function CopyMenu({ count, onCopy, onTicket, hasKeys = false, children }: Props) {
  const forms = count === 1 ? singleForms : listForms;
  return (
    <Menu aria-label={count === 1 ? 'Copy' : `Copy ${count.toLocaleString('en')} values`}>
      {count !== 1 && (
        <li role="presentation" className="copy-menu-count small muted">
          Copy {count.toLocaleString('en')} values
        </li>
      )}
      {forms.map(([form, words, key]) => (
        <MenuItem key={form} text={words} label={hasKeys ? key : ''} onClick={() => onCopy(form)} />
      ))}
      {onTicket !== undefined && (
        <MenuItem
          text={count === 1 ? 'Copy for a ticket' : 'For a ticket'}
          label={hasKeys ? 'c' : ''}
          onClick={onTicket}
        />
      )}
      {children}
    </Menu>
  );
}
