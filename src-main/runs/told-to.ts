import type { Observable } from '../contract/observable.ts';
import { tellsOutsiders } from '../contract/vocabulary.ts';
import { maskUrl } from '../observables/url.ts';
import type { ConfiguredEnricher } from './configured.ts';

/** Third parties get URLs without userinfo and with query values masked. */
export function toldTo(enricher: ConfiguredEnricher, observable: Observable): Observable {
  const masked = observable.type === 'url' && tellsOutsiders(enricher.audience);
  const value = masked ? maskUrl(observable.value) : observable.value;
  return { type: observable.type, value };
}
