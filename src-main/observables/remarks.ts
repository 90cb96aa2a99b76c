import type { Observable } from '../contract/observable.ts';
import type { OwnValues } from '../contract/settings.ts';
import { mixedScripts } from './mixed-scripts.ts';
import { ownWithin } from './own-within.ts';
import { urlParts } from './url.ts';

/** What else there is to say of a find beside what made it one, as the end of that phrase; '' for most. */
export function remarksTo(own: OwnValues | undefined): (found: Observable) => string {
  const ownIn = ownWithin(own);

  function scriptsOf({ type, value }: Observable): string | null {
    if (!hostTypes.has(type) || !value.includes('xn--')) return null;
    return mixedScripts(type === 'url' ? (urlParts(value)?.host ?? '') : value);
  }

  function ownOf(found: Observable): string | null {
    const reason = ownIn === null ? null : ownIn(found);
    return reason === null ? null : `holds a value of ${reason}`;
  }

  return (found) => {
    const scripts = scriptsOf(found);
    const held = ownOf(found);
    return (scripts === null ? '' : `, ${scripts}`) + (held === null ? '' : `, ${held}`);
  };
}

const hostTypes: ReadonlySet<string> = new Set(['domain', 'nsrecord', 'url', 'email']);
