import { Button } from '@blueprintjs/core';
import { useQuery } from '@tanstack/react-query';
import { useAnnounce } from '../app/announcements.tsx';
import { useHost } from '../app/host.ts';
import { declarationOf } from '../shared/allow-host.ts';
import { useAct } from '../shared/use-act.ts';

type Props = { readonly runId: number; readonly enricherId: string };

/** The hosts that a run wanted to ask and its enricher does not declare; each can be allowed from here. */
export function RefusedHosts({ runId, enricherId }: Props) {
  const { client, queries } = useHost();
  const announce = useAnnounce();
  const { act } = useAct();
  const refused = useQuery(
    queries.ledger.queryOptions({
      input: { run: runId, verdict: 'refused', offset: 0, limit: 100 },
    }),
  ).data;
  const enricher = useQuery(queries.enrichers.list.queryOptions()).data?.find(
    ({ id }) => id === enricherId,
  );
  if (refused === undefined || enricher === undefined || enricher.audience === 'offline') {
    return null;
  }
  const hosts = new Set(
    refused.rows
      // In the place of a secret stand asterisks: there is no such host.
      .filter(
        ({ reason, kind, host }) =>
          reason === 'host_refused' && kind !== 'question' && !host.includes('*'),
      )
      .map(({ host, port }) => declarationOf(host, port)),
  );
  const allow = async (host: string) => {
    const allowedHosts = [...enricher.allowedHosts, host];
    const done = await act(() =>
      client.enrichers.change({ id: enricherId, change: { allowedHosts } }),
    );
    if (done) announce(`${enricher.title} may ask ${host} now. Run it again.`);
  };
  return [...hosts].map((host) => (
    <div key={host} className="refused-host">
      {enricher.allowedHosts.includes(host) ? (
        <span className="muted">{host} is allowed now: run it again.</span>
      ) : (
        <Button
          size="small"
          text={`Allow ${host} for ${enricher.title}`}
          onClick={() => void allow(host)}
        />
      )}
    </div>
  ));
}
