import { createColumnHelper, rowSelectionFeature, tableFeatures } from '@tanstack/react-table';
import type { ObservableRow } from '../../src-main/contract/paste.ts';
import type { RowQuery } from '../shared/all-rows.ts';
import { StandingTag } from '../shared/standing-tag.tsx';
import { RunMarks } from './run-marks.tsx';

export const features = tableFeatures({ rowSelectionFeature });

const helper = createColumnHelper<typeof features, ObservableRow>();

/** What the host sorts by when a column head is clicked; `Runs` has no order. */
export const sortOf: { readonly [column: string]: RowQuery['sort'] } = {
  type: 'type',
  value: 'value',
  verdict: 'verdict',
  seen: 'seenBefore',
};

export function createColumns(titleOf: (enricherId: string) => string) {
  return helper.columns([
    helper.accessor('type', {
      header: 'Type',
      cell: ({ row }) => (
        <span
          className={row.original.nested ? 'muted' : undefined}
          // A narrow grid cuts it.
          title={row.original.type}
        >
          {row.original.type}
        </span>
      ),
    }),
    helper.accessor('defanged', {
      id: 'value',
      header: 'Observable',
      cell: ({ row }) => (
        <span className="mono" title={valueTitle(row.original)}>
          {row.original.defanged}
        </span>
      ),
    }),
    helper.accessor('standing', {
      id: 'verdict',
      header: 'Verdict',
      cell: ({ row }) => <StandingCell {...row.original} />,
    }),
    helper.accessor('marks', {
      id: 'runs',
      header: 'Runs',
      cell: ({ row }) => <RunMarks marks={row.original.marks} titleOf={titleOf} />,
    }),
    helper.accessor('seenBefore', {
      id: 'seen',
      header: 'Seen',
      cell: ({ row }) =>
        row.original.seenBefore > 0 && (
          <span title={`Stands in ${row.original.seenBefore} other pastes`}>
            {row.original.seenBefore}×
          </span>
        ),
    }),
  ]);
}

/** That a value is noise says more than that nothing is known of it, and stays beside what is. */
function StandingCell({ standing, noise }: Pick<ObservableRow, 'standing' | 'noise'>) {
  if (noise === null) return <StandingTag standing={standing} />;
  const isSilent = standing === null || standing.level === 'unknown';
  return (
    <span className="grid-standing">
      {!isSilent && <StandingTag standing={standing} />}
      <span
        className="noise-tag"
        title={standing?.level === 'unknown' ? `${noise} · ${standing.sentence}` : noise}
      >
        {noise}
      </span>
    </span>
  );
}

function valueTitle({ defanged, field, nested, noise, why }: ObservableRow): string {
  const parts = [defanged];
  if (why !== '') parts.push(why);
  if (field !== null) parts.push(`field ${field}`);
  if (nested) parts.push('read out of another observable');
  if (noise !== null) parts.push(noise);
  return parts.join(' · ');
}
