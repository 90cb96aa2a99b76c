import { Button, Spinner } from '@blueprintjs/core';
import { Clipboard, EyeOff, Filter, SearchText, WarningSign } from '@blueprintjs/icons';
import { Blank } from '../shared/blank.tsx';
import { sentenceOf } from '../transport.ts';

type Props =
  | { readonly kind: 'none' | 'draft' | 'nothing' | 'no-match' | 'loading' }
  | { readonly kind: 'noise'; readonly count: number; readonly onShow: () => void }
  | { readonly kind: 'failed'; readonly error: unknown; readonly onRetry: () => void };

/** What stands where rows would. */
export function GridState(props: Props) {
  switch (props.kind) {
    case 'none':
    case 'draft':
      return (
        <section aria-label="Observables of the paste" className="pane">
          <div className="pane-head">
            <h2>Observables</h2>
          </div>
          <Blank
            icon={<Clipboard size={32} />}
            title={props.kind === 'none' ? 'Nothing pasted yet' : 'Not enriched yet'}
            sentence={
              props.kind === 'none'
                ? 'Paste text on the left and press Enrich (Ctrl+Enter). What is found in it stands here, with a mark per enricher. Earlier pastes are in History.'
                : 'Press Enrich (Ctrl+Enter) to see its observables here.'
            }
          />
        </section>
      );
    case 'nothing':
      return (
        <Blank
          icon={<SearchText size={32} />}
          title="No observables in this text"
          sentence="Addresses, domains, URLs, hashes and their like are found, defanged or not. If one was missed, put it on a line of its own."
        />
      );
    case 'no-match':
      return (
        <Blank
          icon={<Filter size={32} />}
          title="No observable matches the filter"
          sentence="Shorten the filter to see more."
        />
      );
    case 'noise':
      return (
        <Blank
          icon={<EyeOff size={32} />}
          title="Nothing but noise"
          sentence="What is here is well-known, private or reserved, and hidden."
          action={<Button text={`Show ${props.count} noise`} onClick={props.onShow} />}
        />
      );
    case 'loading':
      return <Spinner size={24} className="grid-spinner" aria-label="Loading observables" />;
    case 'failed':
      return (
        <Blank
          icon={<WarningSign size={32} />}
          title="The observables could not be read"
          sentence={sentenceOf(props.error)}
          action={<Button text="Try again" onClick={props.onRetry} />}
        />
      );
  }
}
