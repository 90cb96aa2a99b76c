import type { Outcome, RequestState } from '../../src-main/contract/vocabulary.ts';
import './mark-icon.css';

export type MarkKind =
  | 'ok'
  | 'no_data'
  | 'error'
  | 'skipped'
  | 'cancelled'
  | 'queued'
  | 'waiting'
  | 'running';

export function markKind(state: RequestState, outcome: Outcome | null): MarkKind {
  if (state !== 'done') return state;
  switch (outcome) {
    case 'ok':
    case 'no_data':
    case 'skipped':
    case 'cancelled':
      return outcome;
    case 'interrupted':
      return 'cancelled';
    default:
      return 'error';
  }
}

/** One shape for one meaning; the colour only repeats it. A run that went well is neutral. */
export function MarkIcon({ kind }: { readonly kind: MarkKind }) {
  return (
    <svg
      viewBox="0 0 14 14"
      width="14"
      height="14"
      aria-hidden="true"
      className={`mark mark-${kind}`}
    >
      {shapes[kind]}
    </svg>
  );
}

const ring = <circle cx="7" cy="7" r="4.75" />;

const shapes = {
  ok: <circle cx="7" cy="7" r="5.5" className="mark-filled" />,
  no_data: ring,
  error: (
    <>
      <circle cx="7" cy="7" r="5.5" className="mark-filled" />
      <path d="M7 4v3.6M7 9.7v.4" className="mark-cut" />
    </>
  ),
  skipped: (
    <>
      {ring}
      <path d="M3.7 10.3l6.6-6.6" />
    </>
  ),
  cancelled: (
    <>
      {ring}
      <path d="M5 5l4 4M9 5l-4 4" />
    </>
  ),
  queued: <circle cx="7" cy="7" r="4.75" strokeDasharray="2 2.2" />,
  waiting: (
    <>
      {ring}
      <path d="M7 4.3V7l1.8 1.2" />
    </>
  ),
  running: <path d="M7 2.25a4.75 4.75 0 1 1-4.2 2.5" />,
} as const;
