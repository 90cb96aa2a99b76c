import { Button } from '@blueprintjs/core';
import { Inbox, WarningSign } from '@blueprintjs/icons';
import { sentenceOf } from '../transport.ts';
import { Blank } from './blank.tsx';

type Props = {
  readonly query: {
    readonly isPending: boolean;
    readonly error: Error | null;
    readonly refetch: () => unknown;
  };
  readonly isEmpty: boolean;
  readonly empty: string;
};

/** Loading, failed or empty; nothing where there are rows. */
export function ListState({ query, isEmpty, empty }: Props) {
  if (query.error !== null) {
    return (
      <Blank
        icon={<WarningSign size={32} />}
        title="This could not be read"
        sentence={sentenceOf(query.error)}
        action={<Button text="Try again" onClick={() => void query.refetch()} />}
      />
    );
  }
  if (query.isPending) return <p className="flair-wait muted">Reading …</p>;
  if (!isEmpty) return null;
  return <Blank icon={<Inbox size={32} />} title="Nothing here" sentence={empty} />;
}
