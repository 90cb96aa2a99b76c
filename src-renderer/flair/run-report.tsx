import { useCallback } from 'react';
import type { RunDetail } from '../../src-main/contract/run.ts';
import { useHost } from '../app/host.ts';
import { usePlaces } from '../app/places.ts';
import type { OpenLink } from '../widgets/link-dialog.tsx';
import type { LoadTable } from '../widgets/report-context.ts';
import { ReportView } from '../widgets/report-view.tsx';

/** A report with its ways out: further rows come from the host, related values go to the paste box. */
export function RunReport({ run }: { readonly run: RunDetail }) {
  const { client } = useHost();
  const { handToPaste } = usePlaces();
  const { id } = run;
  const loadTable: LoadTable = useCallback(
    (widget, query) => client.runs.table({ id, widget, ...query }),
    [client, id],
  );
  const pivot = useCallback(
    (observable: { readonly value: string }) => handToPaste(observable.value),
    [handToPaste],
  );
  const openLink: OpenLink = async (address, anyway) => {
    const answer = await client.openLink({ address, run: id, anyway });
    // A new window without a way back, which the shell hands on.
    if (answer.opens) window.open(address, '_blank', 'noopener,noreferrer');
    return answer;
  };
  return <ReportView run={run} loadTable={loadTable} onPivot={pivot} onOpenLink={openLink} />;
}
