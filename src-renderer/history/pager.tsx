import { Button } from '@blueprintjs/core';
import { ChevronLeft, ChevronRight } from '@blueprintjs/icons';

type Props = {
  readonly offset: number;
  readonly limit: number;
  readonly total: number;
  readonly onGo: (offset: number) => void;
};

export function Pager({ offset, limit, total, onGo }: Props) {
  if (total === 0) return null;
  return (
    <nav aria-label="Pages" className="pager">
      <span>
        {offset + 1} to {Math.min(total, offset + limit)} of {total}
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
        disabled={offset + limit >= total}
        onClick={() => onGo(offset + limit)}
      />
    </nav>
  );
}
