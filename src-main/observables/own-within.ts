import type { OwnValues } from '../contract/settings.ts';
import { decoded } from './encoded-url.ts';
import { ownBuiltIn } from './internal-built-in.ts';
import { urlParts } from './url.ts';
import { partsOf } from './value-parts.ts';

/**
 * Reads the own values once; what it gives says which of them stands in a URL beside its host (`own domain
 * corp.example`), or null: links carry whom they were sent to. Null where there are no own values.
 */
export function ownWithin(own: OwnValues | undefined): ((url: string) => string | null) | null {
  if (!own || own.domains.length + own.ranges.length + own.mailSuffixes.length === 0) return null;
  const ownOf = ownBuiltIn(own);
  return (url) => {
    const parts = urlParts(url);
    if (parts === null) return null;
    for (const part of partsOf(decoded(`${parts.userinfo ?? ''} ${parts.rest}`, mostTimes))) {
      const reason = ownOf(part);
      if (reason !== null) return reason;
    }
    return null;
  };
}

/** A link in a link in a link. */
const mostTimes = 3;
