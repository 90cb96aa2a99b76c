import { bitsAt, Digit, Word } from './characters.ts';
import { firstLabel, lastLabel } from './labels.ts';
import type { Scan } from './scan.ts';
import {
  ambiguousExtensions,
  codeEnds,
  codeRoots,
  detectionKinds,
  detectionPlatforms,
  fileExtensions,
  packageRoots,
  plainSuffixes,
  productNames,
  programStems,
  rareExtensions,
} from './words.ts';

export type Judged = { readonly type: 'domain' | 'filename'; readonly value: string };

/** What a dotted name in running text is: a host, a file, or nothing (code, a package, two sentences that touch). */
export function judgeName(scan: Scan, start: number, end: number): Judged | null {
  const { text } = scan;
  const name = text.slice(start, end);
  const lower = name.toLowerCase();
  const last = lastLabel(lower);
  if (productNames.has(lower) || isDetectionName(name)) return null;
  if (/\.so(?:\.\d{1,3}){1,3}$/u.test(lower)) return { type: 'filename', value: name };
  if (fileExtensions.has(last)) {
    return isFileName(text, name, end) ? { type: 'filename', value: name } : null;
  }
  const host = scan.names.domain(name);
  const meant = host !== null && (scan.wasRefanged(start, end) || lower.startsWith('www.'));
  if (meant) return { type: 'domain', value: host };
  if (isFileAnyway(name, lower, last))
    return isCall(text, end) ? null : { type: 'filename', value: name };
  if (host === null) return null;
  const nothing =
    isSentenceJoin(name) ||
    isClassName(name) ||
    isPackage(lower, last) ||
    isCode(text, lower, last, start, end) ||
    /^[\d.]+\.[ap]m$/u.test(lower);
  return nothing ? null : { type: 'domain', value: host };
}

function isFileName(text: string, name: string, end: number): boolean {
  const dot = name.lastIndexOf('.');
  const extension = name.slice(dot + 1);
  const stem = name.slice(0, dot);
  if (!/[\p{L}\p{N}]/u.test(stem) || isCall(text, end) || text[end] === '=') return false;
  // `a.k.a` is none.
  if (extension.length === 1)
    return /[a-z]/u.test(extension) && /[\p{L}\p{N}_-]{2}/u.test(stem) && /\p{L}/u.test(stem);
  if (codeRoots.has(stem.toLowerCase()) && /^(?:log|class|key|go|one|o|lock|bin)$/u.test(extension))
    return false;
  return !isTitle(extension) || isTitle(stem);
}

/** Suffixes that are extensions too. */
function isFileAnyway(name: string, lower: string, last: string): boolean {
  const stem = lower.slice(0, lower.length - last.length - 1);
  if (ambiguousExtensions.has(last)) return true;
  if (!rareExtensions.has(last) || stem.includes('.')) return false;
  return (
    programStems.has(stem) || (last === 'so' && stem.startsWith('lib')) || /[a-z][A-Z]/u.test(name)
  );
}

function isTitle(word: string): boolean {
  return /^\p{Lu}\p{Ll}*$/u.test(word);
}

/** `it ended.No one`: a capital after the dot and none before. */
function isSentenceJoin(name: string): boolean {
  const dot = name.lastIndexOf('.');
  const before = name.slice(name.lastIndexOf('.', dot - 1) + 1, dot);
  return isTitle(name.slice(dot + 1)) && !/^\p{Lu}/u.test(before);
}

function isPackage(lower: string, last: string): boolean {
  return (
    packageRoots.has(firstLabel(lower)) && lower.split('.').length > 2 && !plainSuffixes.has(last)
  );
}

/** Calls, variables, members and the names of fields. */
function isCode(text: string, lower: string, last: string, start: number, end: number): boolean {
  if (isCall(text, end)) return true;
  if (text[start - 1] === '$' && !plainSuffixes.has(last)) return true;
  if (text[start - 1] === '\\' && (bitsAt(text, start - 2) & Word) !== 0) return true;
  const root = firstLabel(lower);
  const member = codeRoots.has(root) || root.length === 1;
  if (member && codeEnds.has(last)) return true;
  if (text.startsWith('::', end) || text.startsWith('->', end)) return true;
  return isKey(text, end) && codeEnds.has(last);
}

/** The name of a field: `dns.question.name=…`, `"dns.question.name": …`. */
function isKey(text: string, end: number): boolean {
  return text[end] === '=' || /^["']\s?:/u.test(text.slice(end, end + 3));
}

/** `foo.bar()`; but a host may be followed by its address: `evil.example(1.2.3.4)`. */
function isCall(text: string, end: number): boolean {
  return text[end] === '(' && (bitsAt(text, end + 1) & Digit) === 0;
}

/** `ADODB.Stream`, `process.env.HOME`: who writes hosts so ends them in `.Com`, or writes all of it in capitals. */
function isClassName(name: string): boolean {
  const last = lastLabel(name);
  if (!/^\p{Lu}/u.test(last)) return false;
  const stem = name.slice(0, name.length - last.length - 1);
  if (plainSuffixes.has(last.toLowerCase())) return codeRoots.has(firstLabel(stem).toLowerCase());
  return isTitle(last) || !/\p{Lu}/u.test(stem);
}

/** `Trojan-Spy.Win32.Zbot.sb`, `Win32/Agent.HR`: names that scanners give; they end in whatever letters come next. */
function isDetectionName(name: string): boolean {
  const labels = name.split('.');
  if (labels.length > 2) {
    const [kind = ''] = (labels[0] ?? '').split('-');
    if (detectionKinds.has(kind)) return true;
    const isHost = /\.(?:com|net|org)$/u.test(name);
    if (!isHost && labels.slice(0, -1).some((label) => detectionPlatforms.has(label))) return true;
  }
  const dot = name.lastIndexOf('.');
  const variant = name.slice(dot + 1);
  const family = name.slice(name.lastIndexOf('.', dot - 1) + 1, dot);
  if (!/^[A-Z]{2,4}$/u.test(variant) || plainSuffixes.has(variant.toLowerCase())) return false;
  return /\p{Ll}/u.test(family) && /\p{Lu}/u.test(family);
}
