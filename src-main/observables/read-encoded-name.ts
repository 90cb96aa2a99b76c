import { bitsAt, Word } from './characters.ts';
import { lastLabel } from './labels.ts';
import { type Chain, claim, type Scan } from './scan.ts';
import { fileExtensions } from './words.ts';

const encodedName = /^[\p{L}\p{N}_-]{1,63}(?:(?:\.|%2e)[\p{L}\p{N}_-]{1,63}){1,8}/iu;

/** `evil%2Eexample`, as the queries of URLs and the logs of proxies hold names. */
export function readEncodedName(scan: Scan, chain: Chain): number {
  const { text } = scan;
  if (!/^%2e/iu.test(text.slice(chain.end, chain.end + 3))) return -1;
  const written = encodedName.exec(text.slice(chain.start, chain.start + 253))?.[0] ?? '';
  const end = chain.start + written.length;
  const name = written.replaceAll(/%2e/giu, '.');
  const value = fileExtensions.has(lastLabel(name).toLowerCase()) ? null : scan.names.domain(name);
  if (value === null || end <= chain.end || (bitsAt(text, end) & Word) !== 0) return -1;
  const why = `a percent-encoded name that ends in .${lastLabel(value)}`;
  claim(scan, { type: 'domain', value, start: chain.start, end, why });
  return end;
}
