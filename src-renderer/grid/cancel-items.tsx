import { MenuDivider, MenuItem } from '@blueprintjs/core';
import type { ObservableRow } from '../../src-main/contract/paste.ts';

type Props = {
  readonly rows: readonly ObservableRow[];
  /** the enricher whose mark was pointed at */
  readonly enricherId: string | null;
  readonly titleOf: (enricherId: string) => string;
  /** null: of all enrichers */
  readonly onCancel: (enricherId: string | null) => void;
};

/** What can be cancelled of these rows; nothing where nothing is under way. */
export function CancelItems({ rows, enricherId, titleOf, onCancel }: Props) {
  const open = rows.flatMap(({ marks }) => marks.filter(({ state }) => state !== 'done'));
  if (open.length === 0) return null;
  const ofMark = open.some((mark) => mark.enricherId === enricherId) ? enricherId : null;
  return (
    <>
      <MenuDivider />
      {ofMark !== null && (
        <MenuItem text={`Cancel ${titleOf(ofMark)}`} onClick={() => onCancel(ofMark)} />
      )}
      <MenuItem
        text={
          open.length === 1 ? 'Cancel 1 run' : `Cancel ${open.length.toLocaleString('en')} runs`
        }
        onClick={() => onCancel(null)}
      />
    </>
  );
}
