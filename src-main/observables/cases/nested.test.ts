import { describe, expect, test } from 'vitest';
import { findObservables } from '../find.ts';

/** What is nested at any depth in the first find, `type value`. */
function nestedIn(text: string): string[] {
  return findObservables(text)
    .finds.slice(1)
    .map(({ type, value, nestedIn: parent }) => {
      expect(parent).toBeTypeOf('number');
      return `${type} ${value}`;
    });
}

const md5 = '68b329da9893e34099c7d8ad5cb9c940';

describe('what is nested', () => {
  test.each([
    [
      'https://evil.com/login#joe@corp.com',
      ['domain evil.com', 'email joe@corp.com', 'domain corp.com'],
    ],
    [
      `https://evil.com/?mail=joe%40corp.com&x=${md5}`,
      ['domain evil.com', 'email joe@corp.com', 'domain corp.com', `md5 ${md5}`],
    ],
    [
      'https://check.org/?url=https%3A%2F%2Fevil.com%2Fx&data=05%7Cjoe%40corp.com%7Cabc',
      [
        'domain check.org',
        'url https://evil.com/x',
        'domain evil.com',
        'email joe@corp.com',
        'domain corp.com',
      ],
    ],
    [
      'https://check.org/v2/url?u=https-3A__evil-2Dkit.com_x-3Fa-3Db&d=Dw',
      ['domain check.org', 'url https://evil-kit.com/x?a=b', 'domain evil-kit.com'],
    ],
    [
      'https://attack.mitre.org/techniques/T1059/001/',
      ['domain attack.mitre.org', 'attack-technique T1059.001'],
    ],
    [
      'https://attack.mitre.org/groups/G0016/',
      ['domain attack.mitre.org', 'attack-technique G0016'],
    ],
    ['https://cdn.com/npm/vue@3.2.1/x.js', ['domain cdn.com']],
    ['https://blog.com/@joe.com/x', ['domain blog.com']],
    ['::ffff:1.2.3.4', ['ipv4 1.2.3.4']],
    ['64:ff9b::1.2.3.4', ['ipv4 1.2.3.4']],
  ] satisfies [string, string[]][])('in %s', (text, finds) => {
    expect(nestedIn(text)).toEqual(finds);
  });
});
