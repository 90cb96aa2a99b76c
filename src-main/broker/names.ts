import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import ipaddr from 'ipaddr.js';
import { BrokerRefusal, type ResolveQuestion } from './broker.ts';

/**
 * The name as it is asked: punycode, no trailing dot, an address turned round for `PTR`.
 * @throws BrokerRefusal `bad_request`
 */
export function nameToAsk(question: ResolveQuestion): string {
  const { name, type } = question;
  if (isIP(name) !== 0) {
    if (type === 'PTR') return reverseName(name);
    throw bad(`${name} is an address: only PTR can be asked of it.`);
  }
  const plain = isAscii(name) ? name : domainToASCII(name);
  const asked = plain.endsWith('.') ? plain.slice(0, -1) : plain;
  const labels = asked.split('.');
  if (asked.length > 253 || !labels.every((label) => /^[\w/-]{1,63}$/.test(label))) {
    throw bad('What was to be resolved is not a domain name.');
  }
  return asked;
}

/** An `address` or `address:port` as `address:port`, IPv6 in brackets. */
export function nameServer(text: string): { host: string; port: number; server: string } {
  const match = /^(?:\[(?<six>[^\]]+)\]|(?<four>[^:]+))(?::(?<port>\d{1,5}))?$/.exec(text)?.groups;
  const host = isIP(text) === 6 ? text : (match?.['six'] ?? match?.['four'] ?? '');
  const family = isIP(host);
  const port = isIP(text) === 6 ? 53 : Number(match?.['port'] ?? 53);
  if (family === 0 || port < 1 || port > 65_535) {
    throw bad(`The name server "${text}" is not an address. Write 192.0.2.1 or 192.0.2.1:53.`);
  }
  return { host, port, server: family === 6 ? `[${host}]:${port}` : `${host}:${port}` };
}

function reverseName(address: string): string {
  const parsed = ipaddr.parse(address.replace(/%.*$/, ''));
  const bytes = parsed.toByteArray();
  if (parsed.kind() === 'ipv4') return `${bytes.toReversed().join('.')}.in-addr.arpa`;
  const nibbles = bytes.flatMap((byte) => [byte >> 4, byte & 15]);
  return `${nibbles
    .toReversed()
    .map((nibble) => nibble.toString(16))
    .join('.')}.ip6.arpa`;
}

function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}

function bad(sentence: string): BrokerRefusal {
  return new BrokerRefusal('bad_request', sentence);
}
