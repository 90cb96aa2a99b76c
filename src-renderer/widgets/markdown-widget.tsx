import { Component, lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import type { Widget } from '../../src-main/contract/report.ts';
import { budgetMarkdown } from './markdown-budget.ts';
import { WidgetTitle } from './report-parts.tsx';

const MarkdownBody = lazy(() => import('./markdown-body.tsx'));

type MarkdownWidget = Extract<Widget, { type: 'markdown' }>;

/** GFM without markup, images or live links. What would take too long to parse stands below as plain text. */
export function MarkdownView({ widget }: { readonly widget: MarkdownWidget }) {
  const { head, rest } = useMemo(() => budgetMarkdown(widget.markdown), [widget.markdown]);
  return (
    <section className="fb-widget" aria-label={widget.title ?? 'Text'}>
      <WidgetTitle title={widget.title} />
      {head === '' ? null : (
        <PlainWhereItFails text={head}>
          <Suspense fallback={<p className="fb-muted">Loading…</p>}>
            <MarkdownBody markdown={head} />
          </Suspense>
        </PlainWhereItFails>
      )}
      {rest === '' ? null : <PlainText text={rest} />}
    </section>
  );
}

/** Deep nesting overflows the parser's stack: its text is shown as it was written. */
class PlainWhereItFails extends Component<
  { readonly text: string; readonly children: ReactNode },
  { readonly failed: boolean }
> {
  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }
  override state = { failed: false };
  override render(): ReactNode {
    return this.state.failed ? <PlainText text={this.props.text} /> : this.props.children;
  }
}

const shownAtFirst = 4000;

function PlainText({ text }: { readonly text: string }) {
  const [all, setAll] = useState(false);
  const cut = !all && text.length > shownAtFirst;
  return (
    <>
      <p className="fb-note">
        This text is too long or too deeply nested to format. It follows as written.
      </p>
      <div className="fb-plain" role="region" aria-label="Text as written" tabIndex={0}>
        <pre>{cut ? text.slice(0, shownAtFirst) : text}</pre>
      </div>
      {cut ? (
        <button type="button" className="fb-button" onClick={() => setAll(true)}>
          Show all {text.length.toLocaleString('en')} characters
        </button>
      ) : null}
    </>
  );
}
