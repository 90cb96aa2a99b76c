import { Callout, HTMLSelect } from '@blueprintjs/core';
import type { Enricher, EnricherChange, SettingValues } from '../../src-main/contract/enricher.ts';
import { tlpLabel } from '../../src-main/contract/tlp.ts';
import { type Start, starts, type Tlp, tlps } from '../../src-main/contract/vocabulary.ts';
import { useAnnounce } from '../app/announcements.tsx';
import { useHost } from '../app/host.ts';
import { audienceWords } from '../paste/plan-words.ts';
import { hostWords } from '../shared/host-words.ts';
import { Tick } from '../shared/tick.tsx';
import { spanWords } from '../shared/times.ts';
import { useAct } from '../shared/use-act.ts';
import { AllowedHosts } from './allowed-hosts.tsx';
import { CredentialField } from './credential-field.tsx';
import { TestCredential } from './credential-test.tsx';
import { SettingsForm } from './settings-form.tsx';

const startWords: { readonly [start in Start]: string } = {
  'on-paste': 'with every paste',
  'on-open': 'when its tab is opened',
  manual: 'by hand only',
};

export function EnricherForm({ enricher }: { readonly enricher: Enricher }) {
  const { client } = useHost();
  const announce = useAnnounce();
  const { act } = useAct();
  const { id, bundle } = enricher;
  const change = (part: EnricherChange) => act(() => client.enrichers.change({ id, change: part }));
  const save = async (settingValues: SettingValues) => {
    if (await change({ settingValues })) announce(`The settings of ${enricher.title} are saved.`);
  };
  return (
    <section className="enricher-form" aria-label={enricher.title}>
      <h3>{enricher.title}</h3>
      <p>{enricher.description}</p>
      {enricher.problem !== null && (
        <Callout intent="warning" compact icon={null}>
          {enricher.problem}
        </Callout>
      )}
      <Tick
        label="Enabled"
        checked={enricher.enabled}
        onChange={(enabled) => change({ enabled })}
      />
      <label className="field">
        Starts
        <HTMLSelect
          value={enricher.start}
          options={starts.map((value) => ({ value, label: startWords[value] }))}
          onChange={(event) => {
            const start = starts.find((name) => name === event.target.value);
            if (start !== undefined) void change({ start });
          }}
        />
      </label>
      <label className="field">
        Highest marking it may be asked about
        <HTMLSelect
          value={enricher.maxTlp}
          options={tlps.map((value: Tlp) => ({ value, label: tlpLabel(value) }))}
          onChange={(event) => {
            const maxTlp = tlps.find((name) => name === event.target.value);
            if (maxTlp !== undefined) void change({ maxTlp });
          }}
        />
      </label>
      {enricher.credentials.map((field) => (
        <CredentialField key={field.name} appName={bundle.appName} field={field} />
      ))}
      {enricher.credentials.some(({ present }) => present) && (
        <TestCredential key={id} appName={bundle.appName} />
      )}
      {enricher.settings.length > 0 && (
        <SettingsForm
          fields={enricher.settings}
          values={enricher.settingValues}
          onSave={(settingValues) => void save(settingValues)}
        />
      )}
      {enricher.audience !== 'offline' && (
        <AllowedHosts
          key={`hosts of ${id}`}
          hosts={enricher.allowedHosts}
          onChange={(allowedHosts) => change({ allowedHosts })}
        />
      )}
      <dl className="facts small">
        <dt>Who learns of it</dt>
        <dd>{audienceWords[enricher.audience]}</dd>
        <dt>Hosts</dt>
        <dd>
          {enricher.hosts.length < 9 ? (
            hostWords(enricher.hosts) || 'none'
          ) : (
            <details>
              <summary>{hostWords(enricher.hosts)}</summary>
              {enricher.hosts.join(', ')}
            </details>
          )}
        </dd>
        <dt>Active</dt>
        <dd>{enricher.active ? 'yes: it touches the observable or its name servers' : 'no'}</dd>
        <dt>Types</dt>
        <dd>
          {enricher.types.join(', ')}
          {enricher.unknownTypes.length > 0 &&
            `; never runs here: ${enricher.unknownTypes.join(', ')}`}
        </dd>
        <dt>Quota</dt>
        <dd>{enricher.quota ?? 'none'}</dd>
        <dt>Fresh for</dt>
        <dd>{spanWords(enricher.ttl)}</dd>
        <dt>Time limit</dt>
        <dd>{enricher.timeout} s</dd>
        <dt>Bundle</dt>
        <dd>
          {bundle.title} v{bundle.version} ({bundle.dialect}), {bundle.author}
          {bundle.builtIn && ', ships with Flairbench'}
        </dd>
        <dt>Hash</dt>
        <dd className="mono">{bundle.hash}</dd>
      </dl>
    </section>
  );
}
