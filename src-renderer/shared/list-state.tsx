import { Button, NonIdealState } from '@blueprintjs/core';
import { Inbox, WarningSign } from '@blueprintjs/icons';
import { sentenceOf } from '../transport.ts';

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
      <NonIdealState
        icon={<WarningSign size={32} />}
        title="This could not be read"
        description={sentenceOf(query.error)}
        action={<Button text="Try again" onClick={() => void query.refetch()} />}
      />
    );
  }
  if (query.isPending) return <p className="flair-wait muted">Reading …</p>;
  if (!isEmpty) return null;
  return <NonIdealState icon={<Inbox size={32} />} title="Nothing here" description={empty} />;
}
