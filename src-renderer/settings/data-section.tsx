import { Button } from '@blueprintjs/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useHost } from '../app/host.ts';
import { Instant } from '../shared/instant.tsx';
import { sizeWords } from '../shared/sizes.ts';
import { useAct } from '../shared/use-act.ts';

/** Saving elsewhere, looking for damage, giving room back. Restoring needs Flairbench closed: the words say how. */
export function DataSection() {
  const { client, queries } = useHost();
  const { act } = useAct();
  const [said, setSaid] = useState('');
  const backups = useQuery(queries.data.backups.queryOptions()).data ?? [];
  const free = useQuery(queries.data.size.queryOptions()).data?.freeBytes ?? 0;
  const say = (begun: string, work: () => Promise<string>) => {
    setSaid(begun);
    void act(async () => setSaid(await work())).then((done) => !done && setSaid(''));
  };
  return (
    <section>
      <h3>Data</h3>
      <p className="muted">
        A backup holds pastes, results, settings and bundles, never credentials. To bring one back,
        close Flairbench and run <code>flairbench restore FILE</code>.
      </p>
      <div className="link-line">
        <Button
          text="Back up now"
          onClick={() =>
            say('Saving …', async () => {
              const made = await client.data.backUp();
              return `Saved to ${made.file} (${sizeWords(made.bytes)}).`;
            })
          }
        />
        <Button
          text="Check for damage"
          onClick={() =>
            say('Reading the whole data file …', async () => {
              const problems = await client.data.check();
              if (problems.length === 0) return 'Nothing is damaged.';
              return `Damaged: ${problems.slice(0, 3).join('; ')}. Close Flairbench, then restore a backup or run flairbench check --repair.`;
            })
          }
        />
        <Button
          text={`Compact (${sizeWords(free)} free)`}
          onClick={() =>
            say('Writing the data file anew …', async () => {
              const { freedBytes } = await client.data.compact();
              return `${sizeWords(freedBytes)} were given back.`;
            })
          }
        />
      </div>
      <p role="status">{said}</p>
      {backups.length > 0 && (
        <table className="plain-table" aria-label="Backups">
          <thead>
            <tr>
              <th scope="col">Made</th>
              <th scope="col">Size</th>
              <th scope="col">File</th>
            </tr>
          </thead>
          <tbody>
            {backups.toReversed().map(({ file, time, bytes }) => (
              <tr key={file}>
                <td>
                  <Instant time={time} ago={false} />
                </td>
                <td>{sizeWords(bytes)}</td>
                <td className="mono">{file}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
