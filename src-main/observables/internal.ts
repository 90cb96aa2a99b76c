import type { Observable } from '../contract/observable.ts';
import type { OwnValues } from '../contract/settings.ts';
import { observableTypes } from '../contract/vocabulary.ts';
import { findObservables } from './find.ts';
import { identifyObservable } from './identify.ts';
import { type InternalJudge, internalBuiltIn } from './internal-built-in.ts';
import { ownWithin } from './own-within.ts';
import { maskUrl } from './url.ts';
import { partsOf } from './value-parts.ts';

const builtIn: ReadonlySet<string> = new Set(observableTypes);

/**
 * Reads the own values once; what it gives says why a value of any type is internal. A URL is, too, when what third
 * parties would be told of it holds an own value beside the host; its query is masked for them. So are the mailbox of
 * an e-mail address and a registry key. A value of a type that an admin
 * defined is internal when anything in it is: the name of a machine stays inside whatever stands around it.
 */
export function internalTo(own: OwnValues): InternalJudge {
  const internal = internalBuiltIn(own);
  const ownIn = ownWithin(own);

  function internalWithin(value: string): string | null {
    for (const part of [...findObservables(value).finds, ...partsOf(value)]) {
      const reason = internal(part);
      if (reason !== null) return reason;
    }
    return null;
  }

  function besideHost({ type, value }: Observable): string | null {
    const told = type === 'url' ? maskUrl(value) : value;
    const reason = ownIn === null ? null : ownIn({ type, value: told });
    return reason === null ? null : `it holds a value of ${reason}`;
  }

  return (observable) => {
    if (!builtIn.has(observable.type)) return internalWithin(observable.value);
    return internal(observable) ?? besideHost(observable);
  };
}

/** Whether nothing can be told from the value: free text, or of a type of one's own and none of ours as a whole. */
export function isFreeText({ type, value }: Observable): boolean {
  if (builtIn.has(type)) return type === 'phrase' || type === 'filename';
  const known = identifyObservable(value);
  return known === null || isFreeText(known);
}
