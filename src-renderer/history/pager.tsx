import { Button } from '@blueprintjs/core';
import { ChevronLeft, ChevronRight } from '@blueprintjs/icons';
import { searchCountLimit } from '../../src-main/contract/vocabulary.ts';

type Props = {
  readonly offset: number;
  readonly limit: number;
  readonly total: number;
  /** of a search no more than so many are counted, and gone through */
  readonly isLimited?: boolean;
  readonly onGo: (offset: number) => void;
};

export function Pager({ offset, limit, total, isLimited = false, onGo }: Props) {
  if (total === 0) return null;
  const hasMore = isLimited && total > searchCountLimit;
  const end = hasMore ? searchCountLimit : total;
  return (
    <nav aria-label="Pages" className="pager">
      <span>
        {offset + 1} to {Math.min(end, offset + limit)} of {end.toLocaleString('en')}
        {hasMore && '+'}
      </span>
      <Button
        size="small"
        variant="minimal"
        icon={<ChevronLeft />}
        aria-label="Newer"
        disabled={offset === 0}
        onClick={() => onGo(Math.max(0, offset - limit))}
      />
      <Button
        size="small"
        variant="minimal"
        icon={<ChevronRight />}
        aria-label="Older"
        disabled={offset + limit >= end}
        onClick={() => onGo(offset + limit)}
      />
    </nav>
  );
}
