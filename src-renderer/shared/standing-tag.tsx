import type { Standing } from '../../src-main/contract/paste.ts';
import './tags.css';

/** The worst that is known, and why. Nothing known is no tag: it is no news. */
export function StandingTag({
  standing,
  strong = false,
}: {
  readonly standing: Standing | null;
  readonly strong?: boolean;
}) {
  if (standing === null) return <span className="muted small">not asked</span>;
  if (standing.level === 'unknown') return <span className="muted small">{standing.sentence}</span>;
  return (
    <span
      className={`flair-tag level-${standing.level}${strong ? ' flair-tag-strong' : ''}`}
      title={standing.by.length > 0 ? `Said by ${standing.by.join(', ')}` : undefined}
    >
      {standing.sentence}
    </span>
  );
}
