import { useQuery } from '@tanstack/react-query';
import { useHost } from '../app/host.ts';
import { ListState } from '../shared/list-state.tsx';
import { CredentialsSection } from './credentials-section.tsx';
import { DataSection } from './data-section.tsx';
import { HostFacts } from './host-facts.tsx';
import { NetworkSection } from './network-section.tsx';
import { OneTimeLink } from './one-time-link.tsx';
import { PatternTypesSection } from './pattern-types-section.tsx';
import { PurgeSection } from './purge-section.tsx';
import { RetentionSection } from './retention-section.tsx';
import { SetsSection } from './sets-section.tsx';
import { SettingsFields } from './settings-fields.tsx';
import '../shared/fields.css';
import '../shared/plain-table.css';
import '../shared/tags.css';
import './settings-view.css';

export function SettingsView() {
  const { queries } = useHost();
  const settings = useQuery(queries.settings.get.queryOptions());
  const capabilities = useQuery(queries.capabilities.queryOptions());
  return (
    <div className="page settings-page">
      <h2>Settings</h2>
      <ListState query={settings} isEmpty={false} empty="" />
      {settings.data !== undefined && (
        <>
          <SettingsFields settings={settings.data} />
          <NetworkSection
            key={JSON.stringify(settings.data.network)}
            network={settings.data.network}
          />
          <SetsSection settings={settings.data} />
          <PatternTypesSection types={settings.data.patternTypes} />
          <RetentionSection
            key={JSON.stringify(settings.data.retention)}
            retention={settings.data.retention}
          />
          <PurgeSection />
          <DataSection />
        </>
      )}
      <CredentialsSection />
      {capabilities.data?.oneTimeLink === true && <OneTimeLink />}
      {capabilities.data !== undefined && <HostFacts capabilities={capabilities.data} />}
    </div>
  );
}
