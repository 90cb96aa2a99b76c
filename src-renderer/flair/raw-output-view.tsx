import { useQuery } from '@tanstack/react-query';
import { useHost } from '../app/host.ts';
import { sentenceOf } from '../transport.ts';

const shownCharacters = 100_000;

/** What the enricher printed: evidence only. */
export function RawOutputView({ runId }: { readonly runId: number }) {
  const { queries } = useHost();
  const raw = useQuery(queries.runs.raw.queryOptions({ input: { id: runId } }));
  if (raw.error !== null) return <p className="small">{sentenceOf(raw.error)}</p>;
  if (raw.data === undefined) return null;
  const { stdout, stderr, stdoutCut, stderrCut } = raw.data;
  if (stdout === '' && stderr === '') return <p className="small muted">It printed nothing.</p>;
  return (
    <>
      <Printed name="Standard output" text={stdout} cut={stdoutCut} />
      <Printed name="Standard error" text={stderr} cut={stderrCut} />
    </>
  );
}

function Printed(props: { readonly name: string; readonly text: string; readonly cut: boolean }) {
  if (props.text === '') return null;
  const cut = props.cut || props.text.length > shownCharacters;
  return (
    <>
      <h4 className="small muted">
        {props.name}
        {cut && ', cut: more was printed than is shown'}
      </h4>
      <pre tabIndex={0} role="region" aria-label={props.name}>
        {props.text.slice(0, shownCharacters)}
      </pre>
    </>
  );
}
