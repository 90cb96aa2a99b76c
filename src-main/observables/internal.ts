import type { Observable } from '../contract/observable.ts';
import type { OwnValues } from '../contract/settings.ts';
import { observableTypes } from '../contract/vocabulary.ts';
import { findObservables } from './find.ts';
import { canonicalHost } from './host-name.ts';
import { identifyObservable } from './identify.ts';
import { type InternalJudge, internalBuiltIn } from './internal-built-in.ts';

const builtIn: ReadonlySet<string> = new Set(observableTypes);

/**
 * Reads the own values once; what it gives says why a value of any type is internal. A value of a type that an admin
 * defined is internal when anything in it is: the name of a machine stays inside whatever stands around it.
 */
export function internalTo(own: OwnValues): InternalJudge {
  const internal = internalBuiltIn(own);

  function internalWithin(value: string): string | null {
    for (const part of [...findObservables(value).finds, ...partsOf(value)]) {
      const reason = internal(part);
      if (reason !== null) return reason;
    }
    return null;
  }

  return (observable) =>
    builtIn.has(observable.type) ? internal(observable) : internalWithin(observable.value);
}

/** Whether nothing can be told from the value: free text, or of a type of one's own and none of ours as a whole. */
export function isFreeText({ type, value }: Observable): boolean {
  if (builtIn.has(type)) return type === 'phrase' || type === 'filename';
  const known = identifyObservable(value);
  return known === null || isFreeText(known);
}

const names = /[\p{L}\p{N}\p{M}_-]+(?:\.[\p{L}\p{N}\p{M}_-]+)*/gu;
const afterAt = /(?<=@)[\p{L}\p{N}\p{M}_.-]+/gu;
const addresses = /(?<![\p{L}\p{N}.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?[\p{L}\p{N}])/gu;
/** After these even a name without a dot is a machine's. */
const servers = /(?<=\/\/|(?<![\p{L}\p{N}:\\])\\\\)[\p{L}\p{N}_-]+(?![\p{L}\p{N}_.:@-])/gu;

/** What reading a text would pass over, as no part of it need look like an observable: `host=srv01.corp.example:8443`. */
function* partsOf(value: string): Generator<Observable> {
  for (const [name] of value.matchAll(names)) {
    if (name.includes('.') && /\p{L}/u.test(name))
      yield { type: 'domain', value: canonicalName(name) };
  }
  for (const [host] of value.matchAll(afterAt)) {
    if (host.includes('.')) yield { type: 'email', value: `@${canonicalName(host)}` };
  }
  for (const [address] of value.matchAll(addresses)) yield { type: 'ipv4', value: address };
  for (const [server] of value.matchAll(servers)) {
    yield { type: 'domain', value: canonicalName(server) };
  }
}

const canonicalName = (name: string) => canonicalHost(name) ?? name.toLowerCase();
