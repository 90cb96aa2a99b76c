import type { Session } from 'electron';
import { isAppAddress } from './origin.ts';

type RuledSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setSpellCheckerEnabled'
  | 'webRequest'
>;

/** Copying is all that the page may do with the machine. */
const allowed = 'clipboard-sanitized-write';

export function ruleSession(session: RuledSession): void {
  session.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(permission === allowed),
  );
  session.setPermissionCheckHandler((_contents, permission) => permission === allowed);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  // The policy of the page forbids all of these; this holds even where a page gets round its policy.
  session.webRequest.onBeforeRequest((details, answer) => {
    const local =
      isAppAddress(details.url) ||
      details.url.startsWith('data:') ||
      details.url.startsWith('blob:');
    answer({ cancel: !local });
  });
}
