import type { CommandLine } from 'electron';

/** What Chromium would tell somebody by itself: names looked up ahead, pings of links, reports, updates of parts. */
const switches = [
  'dns-prefetch-disable',
  'no-pings',
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
] as const;

/** Before the app is ready: later Chromium has read them. */
export function shutSideChannels(commandLine: Pick<CommandLine, 'appendSwitch'>): void {
  for (const name of switches) commandLine.appendSwitch(name);
}
