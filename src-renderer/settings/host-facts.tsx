import type { Capabilities } from '../../src-main/contract/capabilities.ts';

/** What this machine enforces, and what it only asks for: said plainly. */
export function HostFacts({ capabilities }: { readonly capabilities: Capabilities }) {
  return (
    <>
      <section>
        <h3>Isolation of enrichers</h3>
        <p className="muted">
          Proved by a test at the start. What is only advisory holds back a careless enricher, not a
          malicious one.
        </p>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">Capability</th>
              <th scope="col">State</th>
              <th scope="col">What that means</th>
            </tr>
          </thead>
          <tbody>
            {capabilities.isolation.map(({ capability, state, sentence }) => (
              <tr key={capability}>
                <th scope="row">{capability}</th>
                <td>
                  <span className={`flair-tag${state === 'advisory' ? ' level-suspicious' : ''}`}>
                    {state}
                  </span>
                </td>
                <td className="muted">{sentence}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section>
        <h3>This installation</h3>
        <dl className="facts">
          <dt>Version</dt>
          <dd>{capabilities.version}</dd>
          <dt>Data folder</dt>
          <dd className="mono">{capabilities.dataFolder}</dd>
          <dt>Window</dt>
          <dd>{capabilities.shell === 'electron' ? 'Electron' : 'browser, over loopback'}</dd>
        </dl>
      </section>
    </>
  );
}
