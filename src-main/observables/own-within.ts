import type { Observable } from '../contract/observable.ts';
import type { OwnValues } from '../contract/settings.ts';
import { decoded } from './encoded-url.ts';
import { ownBuiltIn } from './internal-built-in.ts';
import { urlParts } from './url.ts';
import { partsOf } from './value-parts.ts';

/**
 * Reads the own values once; what it gives says which of them stands in a value beside its host (`own domain
 * corp.example`), or null: links and bounce addresses carry whom they were sent to. Null where there are no own values.
 */
export function ownWithin(
  own: OwnValues | undefined,
): ((found: Observable) => string | null) | null {
  if (!own || own.domains.length + own.ranges.length + own.mailSuffixes.length === 0) return null;
  const ownOf = ownBuiltIn(own);
  return (found) => {
    const text = besideHost(found);
    if (text === null) return null;
    for (const part of partsOf(text)) {
      const reason = ownOf(part);
      if (reason !== null) return reason;
    }
    return null;
  };
}

function besideHost({ type, value }: Observable): string | null {
  switch (type) {
    case 'url': {
      const parts = urlParts(value);
      return parts && decoded(`${parts.userinfo ?? ''} ${parts.rest}`, mostTimes);
    }
    case 'email':
    case 'message-id':
      // Who mails to many writes `bounces+ann=corp.example@mailer.example`.
      return value.slice(0, value.lastIndexOf('@')).replaceAll(/[=%]/g, '@');
    case 'registry-key':
      return value;
    default:
      return null;
  }
}

/** A link in a link in a link. */
const mostTimes = 3;
