import { expect, it } from 'vitest';
import type { FlairPane } from '../../src-main/contract/paste.ts';
import { ticketOf } from './ticket.ts';

const pane: FlairPane = {
  observable: { id: 1, type: 'ipv4', value: '1.2.3.4', defanged: '1[.]2[.]3[.]4' },
  tlp: 'green',
  firstSeen: '2026-06-03T09:00:00.000Z',
  lastSeen: '2026-11-20T09:46:00.000Z',
  pastes: 1,
  standing: { level: 'malicious', sentence: '1 of 1 malicious', by: ['Lists'] },
  tags: [],
  tabs: [
    {
      enricherId: 'lists:lists',
      title: 'Lists',
      badge: 'new',
      request: null,
      run: {
        id: 4,
        enricherId: 'lists:lists',
        enricherTitle: 'Lists',
        bundleVersion: '1.0.0',
        observable: { id: 1, type: 'ipv4', value: '1.2.3.4' },
        outcome: 'ok',
        reason: 'ok',
        sentence: 'Done.',
        verdict: { level: 'malicious', sentence: '1 of 3 lists', reason: 'x' },
        trigger: 'paste',
        tlp: 'green',
        queuedAt: '2026-11-20T09:46:00.000Z',
        startedAt: '2026-11-20T09:46:00.000Z',
        endedAt: '2026-11-20T09:46:01.000Z',
        pinned: false,
      },
      failedSince: null,
      runCount: 1,
    },
  ],
  notAsked: [{ enricherId: 'dns:dns', title: 'DNS', reason: 'tlp', sentence: 'x', resume: null }],
};

it('writes a value defanged, a line per source, the time in UTC, versions and the marking', () => {
  expect(ticketOf([pane], { version: '0.1.0', now: '2026-11-20T09:48:30.000Z' })).toBe(
    [
      'ipv4 1[.]2[.]3[.]4 | TLP:GREEN | 1 of 1 malicious',
      '- Lists v1.0.0, 2026-11-20 09:46 UTC: malicious: 1 of 3 lists',
      '- not asked: DNS',
      '',
      'Flairbench 0.1.0, 2026-11-20 09:48 UTC',
      '',
    ].join('\n'),
  );
});
