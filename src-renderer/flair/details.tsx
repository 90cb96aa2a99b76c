import { Button } from '@blueprintjs/core';
import { CaretDown, CaretUp } from '@blueprintjs/icons';
import { useState } from 'react';
import type { RunDetail } from '../../src-main/contract/run.ts';
import { useDefang } from '../shared/defang-style.ts';
import { DetailsBody } from './details-body.tsx';
import './details.css';

/** The foot of a tab: what was told to whom, always in sight; the rest behind `Details`. */
export function Details({ run }: { readonly run: RunDetail }) {
  const [isOpen, setOpen] = useState(false);
  const defang = useDefang();
  const faults =
    (run.report?.problems.length ?? 0) +
    run.messages.filter(({ level }) => level === 'warning' || level === 'error').length;
  return (
    <footer className="details">
      <div className="details-line small">
        <span className="muted">{toldWords(run.hosts.map((host) => defang('domain', host)))}</span>
        {faults > 0 && (
          <span className="details-faults">
            {faults === 1 ? '1 problem' : `${faults} problems`}
          </span>
        )}
        <Button
          size="small"
          variant="minimal"
          text="Details"
          endIcon={isOpen ? <CaretDown /> : <CaretUp />}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        />
      </div>
      {isOpen && <DetailsBody run={run} />}
    </footer>
  );
}

function toldWords(hosts: readonly string[]): string {
  return hosts.length === 0 ? 'told nobody' : `told ${hosts.join(', ')}`;
}
