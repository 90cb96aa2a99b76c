import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Observable } from '../../src-main/contract/observable.ts';
import type { Report } from '../../src-main/contract/report.ts';
import type { RunDetail } from '../../src-main/contract/run.ts';
import { layOut } from './layout.ts';
import { LinkDialog, type OpenLink } from './link-dialog.tsx';
import { type LoadTable, ReportContext } from './report-context.ts';
import { FactList, ProblemList, RelatedList, TagList } from './report-parts.tsx';
import { BlockView } from './widget-view.tsx';
import './widgets.css';
import './widgets-values.css';
import './widgets-data.css';
import './widgets-text.css';

type ReportViewProps = {
  readonly run: RunDetail;
  /** a click on the arrow beside an observable; without it the arrows are not there */
  readonly onPivot?: (observable: Observable) => void;
  /** fetches the rows past those inside the report; without it they are counted, not shown */
  readonly loadTable?: LoadTable;
  /** asks the gate about an https address, and opens it where it may */
  readonly onOpenLink: OpenLink;
};

/** Everything a run has to show: description, tags, widgets, related values, facts and what had to be cut. */
export function ReportView({ run, onPivot, loadTable, onOpenLink }: ReportViewProps) {
  const [link, setLink] = useState<string | null>(null);
  const [sentence, setSentence] = useState('');
  const announce = useCallback((text: string) => setSentence(text), []);
  useEffect(() => {
    if (sentence === '') return undefined;
    const timer = setTimeout(() => setSentence(''), 4000);
    return () => clearTimeout(timer);
  }, [sentence]);
  const actions = useMemo(
    () => ({ onPivot, loadTable, onLink: setLink, announce }),
    [onPivot, loadTable, announce],
  );
  return (
    <ReportContext value={actions}>
      <div className="fb-report">
        {run.outcome === 'ok' ? null : <p className="fb-report-outcome">{run.sentence}</p>}
        {run.report === null ? null : <ReportBody key={run.id} report={run.report} />}
        <div className="fb-toast" role="status">
          {sentence}
        </div>
        {link === null ? null : (
          <LinkDialog address={link} onOpen={onOpenLink} onClose={() => setLink(null)} />
        )}
      </div>
    </ReportContext>
  );
}

function ReportBody({ report }: { readonly report: Report }) {
  const blocks = useMemo(() => layOut(report.widgets), [report]);
  return (
    <>
      {report.description === undefined ? null : (
        <p className="fb-report-description">{report.description}</p>
      )}
      <TagList tags={report.tags} />
      {blocks.map((block, index) => (
        <BlockView key={index} block={block} />
      ))}
      <RelatedList related={report.related} />
      <FactList facts={report.facts} open={blocks.length === 0} />
      <ProblemList problems={report.problems} />
    </>
  );
}
