import { Button, HTMLSelect, InputGroup } from '@blueprintjs/core';
import { Export, Search } from '@blueprintjs/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { LedgerRow } from '../../src-main/contract/ledger.ts';
import { tlpLabel } from '../../src-main/contract/tlp.ts';
import { useHost } from '../app/host.ts';
import { useDefang } from '../shared/defang-style.ts';
import { download } from '../shared/download.ts';
import { ListState } from '../shared/list-state.tsx';
import { ledgerWords } from '../shared/ledger-words.ts';
import { clockTime } from '../shared/times.ts';
import { useAct } from '../shared/use-act.ts';
import { useEnricherTitles } from '../shared/use-enricher-titles.ts';
import { filterOf, type LedgerFields, ledgerParts, noFields, periods } from './ledger-filter.ts';
import { Pager } from './pager.tsx';
import './ledger-list.css';

const limit = 100;

type Props = {
  readonly startValue: string | null;
  readonly onRun: (id: number) => void;
};

/** The egress ledger: who was told about a value, when, and under which TLP. */
export function LedgerList({ startValue, onRun }: Props) {
  const { client, queries } = useHost();
  const { act } = useAct();
  const [fields, setFields] = useState<LedgerFields>({ ...noFields, value: startValue ?? '' });
  const [offset, setOffset] = useState(0);
  const [from] = useState(() => Date.now());
  const filter = filterOf(useDeferredValue(fields), from);
  const entries = useQuery({
    ...queries.ledger.queryOptions({ input: { ...filter, offset, limit } }),
    placeholderData: keepPreviousData,
  });
  const rows = entries.data?.rows ?? [];
  const set = (part: Partial<LedgerFields>) => {
    setFields({ ...fields, ...part });
    setOffset(0);
  };
  const exportAll = () =>
    void act(async () => {
      const lines: string[] = [];
      for await (const part of ledgerParts(client, filter)) lines.push(part);
      download('ledger.jsonl', lines, 'jsonl');
    });
  return (
    <>
      <search className="history-search ledger-search">
        <InputGroup
          leftIcon={<Search />}
          aria-label="Value that was told"
          placeholder="Value"
          value={fields.value}
          maxLength={1000}
          onValueChange={(value) => set({ value })}
        />
        <InputGroup
          aria-label="Host that was told"
          placeholder="Host"
          value={fields.host}
          maxLength={255}
          onValueChange={(host) => set({ host })}
        />
        <EnricherChoice value={fields.enricher} onChange={(enricher) => set({ enricher })} />
        <HTMLSelect
          aria-label="Verdict of the gate"
          value={fields.verdict}
          onChange={(event) => set({ verdict: event.currentTarget.value })}
          options={[
            { value: '', label: 'Allowed and refused' },
            { value: 'allowed', label: 'Allowed' },
            { value: 'refused', label: 'Refused' },
          ]}
        />
        <HTMLSelect
          aria-label="Time"
          value={fields.period}
          onChange={(event) => set({ period: event.currentTarget.value })}
          options={periods.map(({ value, label }) => ({ value, label }))}
        />
        <Button
          icon={<Export />}
          text="Export"
          title="What is found, as JSON lines"
          disabled={rows.length === 0}
          onClick={exportAll}
        />
      </search>
      <div className="history-scroll">
        <ListState
          query={entries}
          isEmpty={rows.length === 0}
          empty={
            Object.keys(filter).length === 0
              ? 'Nobody was told anything yet.'
              : 'Nobody was told this. Try fewer filters.'
          }
        />
        {rows.length > 0 && (
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">Time (UTC)</th>
                <th scope="col">Told</th>
                <th scope="col">About</th>
                <th scope="col">Verdict</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <EntryLine key={row.id} row={row} onRun={onRun} />
              ))}
            </tbody>
          </table>
        )}
      </div>
      <Pager offset={offset} limit={limit} total={entries.data?.total ?? 0} onGo={setOffset} />
    </>
  );
}

function EnricherChoice(props: {
  readonly value: string;
  readonly onChange: (id: string) => void;
}) {
  const { queries } = useHost();
  const enrichers = useQuery(queries.enrichers.list.queryOptions());
  const outside = (enrichers.data ?? []).filter(({ audience }) => audience !== 'offline');
  return (
    <HTMLSelect
      aria-label="Enricher"
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      options={[
        { value: '', label: 'All enrichers' },
        ...outside.map(({ id, title }) => ({ value: id, label: title })),
      ]}
    />
  );
}

function EntryLine({ row, onRun }: { readonly row: LedgerRow; readonly onRun: Props['onRun'] }) {
  const defang = useDefang();
  const titleOf = useEnricherTitles();
  const { observable, run, kind } = row;
  return (
    <tr>
      <td className="muted">{clockTime(row.time)}</td>
      <td className="value">
        <div className="mono">
          {defang('domain', row.host)}:{row.port}
        </div>
        <div className="small muted">
          {kind === 'link' ? 'link in ' : 'by '}
          {run === null ? (
            titleOf(row.enricher)
          ) : (
            <button type="button" className="word-button" onClick={() => onRun(run)}>
              {titleOf(row.enricher)}
            </button>
          )}
        </div>
      </td>
      <td className="value">
        {observable !== null && (
          <div className="mono">{defang(observable.type, observable.value)}</div>
        )}
        <div className="small muted">
          {observable !== null && `${observable.type}, `}
          {tlpLabel(row.tlp)}
          {kind === 'tunnel' && '. A tunnel: only host, port, bytes and time are known.'}
        </div>
      </td>
      <td className="words">
        {row.verdict === 'refused' ? (
          <span className="flair-tag level-suspicious">{ledgerWords(row)}</span>
        ) : (
          <span className="muted">{ledgerWords(row)}</span>
        )}
      </td>
    </tr>
  );
}
