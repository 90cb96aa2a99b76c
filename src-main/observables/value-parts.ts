import type { Observable } from '../contract/observable.ts';
import { canonicalHost } from './host-name.ts';

const names = /[\p{L}\p{N}\p{M}_-]+(?:\.[\p{L}\p{N}\p{M}_-]+)*/gu;
const afterAt = /(?<=@)[\p{L}\p{N}\p{M}_.-]+/gu;
const addresses = /(?<![\p{L}\p{N}.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?[\p{L}\p{N}])/gu;
/** After these even a name without a dot is a machine's. */
const servers = /(?<=\/\/|(?<![\p{L}\p{N}:\\])\\\\)[\p{L}\p{N}_-]+(?![\p{L}\p{N}_.:@-])/gu;

/** What reading a text would pass over, as no part of it need look like an observable: `host=srv01.corp.example:8443`. */
export function* partsOf(value: string): Generator<Observable> {
  for (const [name] of value.matchAll(names)) {
    if (name.includes('.') && /\p{L}/u.test(name))
      yield { type: 'domain', value: canonicalName(name) };
  }
  for (const [host] of value.matchAll(afterAt)) {
    if (host.includes('.')) yield { type: 'email', value: `@${canonicalName(host)}` };
  }
  for (const [address] of value.matchAll(addresses)) yield { type: 'ipv4', value: address };
  for (const [server] of value.matchAll(servers)) {
    yield { type: 'domain', value: canonicalName(server) };
  }
}

const canonicalName = (name: string) => canonicalHost(name) ?? name.toLowerCase();
