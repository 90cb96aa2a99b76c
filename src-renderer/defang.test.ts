import { describe, expect, it } from 'vitest';
import { defang, defangAddress } from './defang.ts';

describe('defang', () => {
  it.each([
    ['ipv4', '185.220.101.34', '185[.]220[.]101[.]34'],
    ['ipv6', '2001:db8::1', '2001:db8::1'],
    ['cidr', '10.0.0.0/8', '10[.]0[.]0[.]0/8'],
    ['cidr', '2001:db8::/32', '2001:db8::/32'],
    ['domain', 'login.evil.example', 'login[.]evil[.]example'],
    ['nsrecord', 'ns1.evil.example', 'ns1[.]evil[.]example'],
    ['email', 'first.last@evil.example', 'first.last@evil[.]example'],
    ['url', 'https://evil.example/a.html?b=c.d', 'hxxps://evil[.]example/a.html?b=c.d'],
    ['md5', '44d88612fea8a8f36de82e1278abb02f', '44d88612fea8a8f36de82e1278abb02f'],
  ])('shows the %s %s as %s', (type, value, shown) => {
    expect(defang(type, value)).toBe(shown);
  });
});

describe('defangAddress', () => {
  it.each([
    ['HTTP://user:pw@evil.example:8080', 'hxxp://user:pw@evil[.]example:8080'],
    ['ftp://files.evil.example/x', 'fxp://files[.]evil[.]example/x'],
    ['javascript:alert(1)', 'javascript[:]alert(1)'],
    ['mailto:a@evil.example', 'mailto[:]a@evil[.]example'],
    ['//evil.example/x.png', '//evil[.]example/x[.]png'],
    ['', ''],
  ])('shows %s as %s', (address, shown) => {
    expect(defangAddress(address)).toBe(shown);
  });
});
