import { undoDefang } from '../contract/defang.ts';
import type { LedgerFilter } from '../contract/ledger.ts';
import { identifyObservable } from '../observables/identify.ts';
import { refang } from '../observables/refang.ts';

/** Values and hosts are typed as they are shown and copied: they are looked for as they are kept. */
export function asKept<Filter extends LedgerFilter>(filter: Filter): Filter {
  const { value, host } = filter;
  return {
    ...filter,
    ...(value === undefined ? {} : { value: valueAsKept(value) }),
    ...(host === undefined ? {} : { host: refang(undoDefang(host.trim())).toLowerCase() }),
  };
}

/** @param typed defanged in any style, or live; what is no observable stays as it is, live */
export function valueAsKept(typed: string): string {
  const text = refang(undoDefang(typed.trim()));
  return identifyObservable(text)?.value ?? text;
}
