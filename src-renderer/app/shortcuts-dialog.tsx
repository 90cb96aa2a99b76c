import { Dialog, DialogBody } from '@blueprintjs/core';
import './shortcuts-dialog.css';

const shortcuts = [
  ['Ctrl Enter', 'Enrich what is in the text box'],
  ['Alt Enter', 'In the text: what was found at the caret, or next after it; Ctrl . does the same'],
  ['Ctrl Shift 1-9', 'Choose the saved set with this key; with 0 the usual enrichers'],
  ['/', 'Search all results'],
  ['Ctrl K', 'Go anywhere by a few letters'],
  ['j k', 'Next and previous observable'],
  ['↑ ↓ Home End', 'Move in the grid'],
  ['Space', 'Select the row; with Shift a range; Ctrl A selects all'],
  ['n', 'Hide noise in the grid, or show it again'],
  ['[ ]', 'Older and newer result'],
  ['r', 'Run again: the open tab, else all of the observable'],
  ['c', 'Copy for a ticket'],
  ['y Y', 'Copy the value, or those selected: defanged, refanged'],
  ['Shift F10', 'What can be copied, and other choices, of what has the focus'],
  ['?', 'This list'],
  ['Esc', 'Close what is open'],
] as const;

export function ShortcutsDialog(props: { readonly isOpen: boolean; readonly onClose: () => void }) {
  return (
    <Dialog {...props} title="Keyboard shortcuts">
      <DialogBody>
        <dl className="shortcuts">
          {shortcuts.map(([keys, what]) => (
            <div key={keys}>
              <dt>
                {keys.split(' ').map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </DialogBody>
    </Dialog>
  );
}
