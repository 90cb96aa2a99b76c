import { Button } from '@blueprintjs/core';
import { useId, useState } from 'react';
import type { Facets, RunFilter } from '../../src-main/contract/search.ts';
import { searchCountLimit } from '../../src-main/contract/vocabulary.ts';
import { useEnricherTitles } from '../shared/use-enricher-titles.ts';
import { choices, type FacetName, facetNames, type FacetValue, toggled } from './facet-filter.ts';
import './facet-list.css';

/** Of a kind with more values the first ones are shown. */
const shortList = 6;

type Props = {
  readonly facets: Facets | undefined;
  readonly filter: RunFilter;
  readonly onChange: (filter: RunFilter) => void;
};

/** How many of the results are what; a click filters by it, another one takes that back. */
export function FacetList({ facets, filter, onChange }: Props) {
  const groups = facetNames
    .map((name) => ({ name, values: choices(facets, filter, name) }))
    .filter(({ values }) => values.length > 0);
  if (groups.length === 0) return null;
  return (
    <aside aria-label="Filters" className="facets">
      {Object.keys(filter).length > 0 && (
        <Button size="small" variant="minimal" text="Clear filters" onClick={() => onChange({})} />
      )}
      {groups.map(({ name, values }) => (
        <FacetGroup
          key={name}
          name={name}
          values={values}
          chosen={filter[name]}
          onToggle={(value) => onChange(toggled(filter, name, value))}
        />
      ))}
      {facets?.more === true && (
        <p className="small muted">
          Counted among the newest {searchCountLimit.toLocaleString('en')}.
        </p>
      )}
    </aside>
  );
}

type GroupProps = {
  readonly name: FacetName;
  readonly values: readonly FacetValue[];
  readonly chosen: string | undefined;
  readonly onToggle: (value: string) => void;
};

function FacetGroup({ name, values, chosen, onToggle }: GroupProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const titleOf = useEnricherTitles();
  const shown = isOpen ? values : values.slice(0, shortList);
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{headingOf(name, values)}</h3>
      <ul>
        {shown.map(({ value, count }) => (
          <li key={value}>
            <button
              type="button"
              className="facet"
              aria-pressed={value === chosen}
              onClick={() => onToggle(value)}
            >
              <span className="facet-name">
                {name === 'enricherId' ? titleOf(value) : value.replace('no_data', 'no data')}
              </span>
              <span className="muted">{count.toLocaleString('en')}</span>
            </button>
          </li>
        ))}
      </ul>
      {values.length > shortList && (
        <button
          type="button"
          className="word-button small"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Fewer' : `${values.length - shortList} more`}
        </button>
      )}
    </section>
  );
}

const headings = {
  type: 'Type',
  enricherId: 'Enricher',
  outcome: 'Outcome',
  level: 'Verdict',
  tag: 'Tag',
} as const;

function headingOf(name: FacetName, values: readonly FacetValue[]): string {
  if (name !== 'when') return headings[name];
  return values.some(({ value }) => value.length > 7) ? 'Day' : 'Month';
}
