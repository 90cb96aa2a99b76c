import { Callout } from '@blueprintjs/core';
import { Cube } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Enricher } from '../../src-main/contract/enricher.ts';
import { useHost } from '../app/host.ts';
import { audienceWords } from '../paste/plan-words.ts';
import { Blank } from '../shared/blank.tsx';
import { hostCount } from '../shared/host-words.ts';
import { ListState } from '../shared/list-state.tsx';
import { EnricherForm } from './enricher-form.tsx';
import '../shared/fields.css';
import '../shared/tags.css';
import './enrichers-view.css';

/** What is installed, who is told by it, and whether it can run as it stands. */
export function EnrichersView() {
  const { queries } = useHost();
  const enrichers = useQuery(queries.enrichers.list.queryOptions());
  const problems = useQuery(queries.enrichers.problems.queryOptions());
  const [chosenId, setChosen] = useState<string | null>(null);
  const rows = enrichers.data ?? [];
  const chosen = rows.find(({ id }) => id === chosenId) ?? null;
  return (
    <div className="page">
      <h2>Enrichers</h2>
      {problems.data?.map((problem) => (
        <Callout key={problem} intent="warning" compact icon={null}>
          {problem}
        </Callout>
      ))}
      <ListState
        query={enrichers}
        isEmpty={rows.length === 0}
        empty="No enricher is installed. Install one with: flairbench bundle install FILE"
      />
      <div className="enrichers">
        <ul className="enricher-list">
          {rows.map((enricher) => (
            <li key={enricher.id}>
              <button
                type="button"
                aria-expanded={enricher.id === chosenId}
                onClick={() => setChosen(enricher.id === chosenId ? null : enricher.id)}
              >
                <span className="enricher-title">
                  {enricher.title}
                  <State enricher={enricher} />
                </span>
                <span className="small muted">{lineOf(enricher)}</span>
              </button>
            </li>
          ))}
        </ul>
        {chosen !== null && <EnricherForm key={chosen.id} enricher={chosen} />}
        {chosen === null && rows.length > 0 && (
          <Blank
            icon={<Cube size={32} />}
            title="No enricher selected"
            sentence="Choose one to see who learns what it asks, to set it up, or to switch it off."
          />
        )}
      </div>
    </div>
  );
}

function State({ enricher }: { readonly enricher: Enricher }) {
  if (!enricher.enabled) return <span className="flair-tag">off</span>;
  if (enricher.problem !== null) {
    return <span className="flair-tag level-suspicious">needs attention</span>;
  }
  return null;
}

function lineOf(enricher: Enricher): string {
  const parts: string[] = [audienceWords[enricher.audience]];
  if (enricher.active) parts.push('active');
  if (enricher.effect === 'act') parts.push('changes something elsewhere');
  if (enricher.hosts.length > 0) {
    parts.push(`tells ${hostCount(enricher.hosts)}`);
  }
  parts.push(`v${enricher.bundle.version}`, enricher.types.join(' '));
  return parts.join(' · ');
}
