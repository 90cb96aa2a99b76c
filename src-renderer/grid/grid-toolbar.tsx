import { Button, InputGroup, Menu, MenuItem, PopoverNext } from '@blueprintjs/core';
import { Disable, Duplicate, Export, EyeOff, Filter } from '@blueprintjs/icons';
import type { AgainOnly } from '../../src-main/contract/again.ts';
import type { Tlp } from '../../src-main/contract/vocabulary.ts';
import { useAnnounce } from '../app/announcements.tsx';
import { useHost } from '../app/host.ts';
import { useShortcuts } from '../app/use-shortcuts.ts';
import { type RowQuery, rowsBetween } from '../shared/all-rows.ts';
import { CopyMenu } from '../shared/copy-menu.tsx';
import { useDefangStyle } from '../shared/defang-style.ts';
import { download } from '../shared/download.ts';
import { useAct } from '../shared/use-act.ts';
import { useRunAgain } from '../asking/run-again.tsx';
import { csvOf, jsonOf, markdownOf } from './export-rows.ts';
import { RunAgainMenu } from './run-again-menu.tsx';
import type { Selection } from './selection.ts';
import type { CopyRows } from './use-copy-rows.ts';
import './grid-toolbar.css';

type Props = {
  readonly query: RowQuery;
  readonly total: number;
  readonly noise: number;
  readonly onToggleNoise: () => void;
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
  readonly selection: Selection;
  readonly currentId: number | null;
  readonly copying: CopyRows;
  readonly tlp: Tlp | null;
  readonly isActive: boolean;
};

const atMost = 10_000;

const exportForms = {
  csv: { write: csvOf, extension: 'csv' },
  markdown: { write: markdownOf, extension: 'md' },
  json: { write: jsonOf, extension: 'json' },
} as const;

/** What one does with the selected rows, or with all where none is selected. */
export function GridToolbar(props: Props) {
  const { query, total, filter, onFilter, selection, currentId, copying, tlp, isActive } = props;
  const { client } = useHost();
  const { act } = useAct();
  const style = useDefangStyle();
  const announce = useAnnounce();
  const ask = useRunAgain();

  const chosenRows = async () => {
    const rows = await rowsBetween(client, query);
    return selection.ids.size === 0 ? rows : rows.filter((row) => selection.ids.has(row.id));
  };
  const chosenIds = async () =>
    (selection.ids.size > 0 ? [...selection.ids] : (await chosenRows()).map((row) => row.id)).slice(
      0,
      atMost,
    );
  const runAgain = (only?: AgainOnly) =>
    act(async () => {
      const observableIds = await chosenIds();
      if (observableIds.length === 0) return;
      const { pasteId } = query;
      await ask({ observableIds, pasteId, enrichers: null, trigger: 'rerun', only });
    });
  const cancel = () =>
    act(async () => {
      const { cancelled } = await client.runs.cancel(
        selection.ids.size > 0
          ? { pasteId: query.pasteId, observableIds: [...selection.ids].slice(0, atMost) }
          : { pasteId: query.pasteId },
      );
      announce(cancelled === 1 ? 'One run was cancelled.' : `${cancelled} runs were cancelled.`);
    });
  const exportAs = (format: keyof typeof exportForms) =>
    act(async () => {
      const rows = await chosenRows();
      const marking = { tlp, exportedAt: new Date().toISOString() };
      const { write, extension } = exportForms[format];
      const name = `observables-${query.pasteId}.${extension}`;
      download(name, write(rows, marking, style), format);
    });
  const selected = selection.ids.size > 0 ? [...selection.ids] : null;
  /** By key the row that is shown, where none is selected; by the menu all. */
  const shown = selected ?? (currentId === null ? null : [currentId]);
  useShortcuts(
    isActive && total > 0
      ? {
          c: () => copying.ticket(shown),
          y: () => copying.copy('defanged', shown),
          Y: () => copying.copy('refanged', shown),
        }
      : {},
  );

  const count = selection.ids.size > 0 ? `${selection.ids.size} of ${total}` : String(total);
  return (
    <div className="pane-head grid-toolbar">
      <h2>Observables</h2>
      <span className="grid-count" aria-live="polite">
        {count}
      </span>
      <InputGroup
        size="small"
        leftIcon={<Filter />}
        placeholder="Filter"
        aria-label="Filter observables"
        value={filter}
        onValueChange={onFilter}
        maxLength={1000}
      />
      {props.noise > 0 && (
        <Button
          className="noise-toggle"
          variant="minimal"
          size="small"
          icon={<EyeOff />}
          active={query.hideNoise}
          aria-pressed={query.hideNoise}
          title="Hide what is well-known, private or reserved, unless a source calls it malicious (n)"
          onClick={props.onToggleNoise}
        >
          <span className="wide-only">Hide </span>
          {props.noise}
          <span className="wide-only"> noise</span>
        </Button>
      )}
      <div className="grid-actions" role="toolbar" aria-label="Selected observables">
        <RunAgainMenu isDisabled={total === 0} onRun={(only) => void runAgain(only)} />
        <Button
          variant="minimal"
          size="small"
          icon={<Disable />}
          text="Cancel"
          title="Cancel"
          disabled={total === 0}
          onClick={() => void cancel()}
        />
        <PopoverNext
          placement="bottom-end"
          content={
            <CopyMenu
              count={selected?.length ?? total}
              hasKeys={selected !== null}
              onCopy={(form) => copying.copy(form, selected)}
              onTicket={() => copying.ticket(selected)}
            />
          }
        >
          <Button
            variant="minimal"
            size="small"
            icon={<Duplicate />}
            text="Copy"
            title="Copy"
            disabled={total === 0}
          />
        </PopoverNext>
        <PopoverNext
          placement="bottom-end"
          content={
            <Menu>
              <MenuItem text="CSV" onClick={() => void exportAs('csv')} />
              <MenuItem text="Markdown" onClick={() => void exportAs('markdown')} />
              <MenuItem text="JSON" onClick={() => void exportAs('json')} />
            </Menu>
          }
        >
          <Button
            variant="minimal"
            size="small"
            icon={<Export />}
            text="Export"
            title="Export"
            disabled={total === 0}
          />
        </PopoverNext>
      </div>
    </div>
  );
}
