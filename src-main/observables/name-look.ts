import type { HostNames } from './host-name.ts';
import { innerWords } from './inner-words.ts';
import { firstLabel, lastLabel } from './labels.ts';
import {
  ambiguousExtensions,
  codeEnds,
  codeRoots,
  countryExtensions,
  detectionKinds,
  detectionPlatforms,
  fileExtensions,
  namespaceEnds,
  packageRoots,
  plainSuffixes,
  productNames,
  programStems,
  rareExtensions,
  selfRoots,
  shortHosts,
} from './words.ts';

/** What a name was taken for. */
export interface Judged {
  readonly type: 'domain' | 'filename';
  readonly value: string;
  readonly why: string;
  /** there are hashes or CVE ids in the name of the file */
  readonly holdsWords: boolean;
}

/** What a dotted name looks like by itself, whatever stands around it. */
export interface NameLook {
  /** as a host, canonical; null when it cannot be one */
  readonly host: Judged | null;
  /** as a file; null when it does not end as names of files do */
  readonly file: Judged | null;
  /** a file however it is written */
  readonly certainly: boolean;
  /** a host only if it is written as one: a package, a class, two sentences that touch */
  readonly unlikely: boolean;
  /** begins with `www.` */
  readonly www: boolean;
  /** the last label is a word of programs, too */
  readonly codeEnd: boolean;
  /** ends as few words of programs do */
  readonly plainEnd: boolean;
  /** ends as nearly no word of programs does */
  readonly commonEnd: boolean;
  /** two labels of which the first is a letter, and no site that is known by it */
  readonly oneLetter: boolean;
}

const nothing: NameLook = {
  host: null,
  file: null,
  certainly: false,
  unlikely: true,
  www: false,
  codeEnd: false,
  plainEnd: false,
  commonEnd: false,
  oneLetter: false,
};

export function lookAt(name: string, names: HostNames): NameLook {
  const lower = name.toLowerCase();
  const last = lastLabel(lower);
  if (productNames.has(lower) || isProduct(name) || isDetectionName(name)) return nothing;
  const file = fileLook(name, lower, last);
  const host = file === 'certainly' || fileExtensions.has(last) ? null : names.domain(name);
  return {
    host: host === null ? null : judgedHost(host, file, last),
    file: file === null ? null : judgedFile(name, last),
    certainly: file === 'certainly',
    unlikely: host !== null && isUnlikely(name, lower, last),
    www: lower.startsWith('www.'),
    codeEnd: codeEnds.has(last),
    plainEnd: plainSuffixes.has(last),
    commonEnd: isCommon(last),
    oneLetter:
      lower.indexOf('.') === 1 &&
      name.lastIndexOf('.') === 1 &&
      !isCommon(last) &&
      !shortHosts.has(lower),
  };
}

function judgedHost(value: string, file: FileLook, last: string): Judged {
  const why = file === null ? `a name that ends in .${last}` : `a file that ends in .${last}`;
  return { type: 'domain', value, why, holdsWords: false };
}

function judgedFile(value: string, last: string): Judged {
  const holdsWords = innerWords(value, 0, value.length).length > 0;
  return { type: 'filename', value, why: `a file that ends in .${last}`, holdsWords };
}

/** Ends as names of files do: certainly, or unless it is written as a host. */
type FileLook = 'certainly' | 'likely' | null;

function fileLook(name: string, lower: string, last: string): FileLook {
  if (/\.so(?:\.\d{1,3}){1,3}$/u.test(lower)) return 'certainly';
  if (fileExtensions.has(last)) return isFileName(name) ? 'certainly' : null;
  return isFileAnyway(name, lower, last) ? 'likely' : null;
}

function isFileName(name: string): boolean {
  const dot = name.lastIndexOf('.');
  const extension = name.slice(dot + 1);
  const stem = name.slice(0, dot);
  if (!/[\p{L}\p{N}]/u.test(stem)) return false;
  // `a.k.a` is none.
  if (extension.length === 1)
    return /[a-z]/u.test(extension) && /[\p{L}\p{N}_-]{2}/u.test(stem) && /\p{L}/u.test(stem);
  if (codeRoots.has(stem.toLowerCase()) && /^(?:log|class|key|go|one|o|lock|bin)$/u.test(extension))
    return false;
  // `Newtonsoft.Json` is a name space, `Report.Docx` a file.
  return !isTitle(extension) || (isTitle(stem) && !namespaceEnds.has(extension.toLowerCase()));
}

function isCommon(suffix: string): boolean {
  return suffix === 'com' || suffix === 'net' || suffix === 'org';
}

/** Suffixes that are extensions too. */
function isFileAnyway(name: string, lower: string, last: string): boolean {
  const stem = lower.slice(0, lower.length - last.length - 1);
  // `bank.com.py`: countries have suffixes below their own.
  if (ambiguousExtensions.has(last))
    return !/\.(?:com|gov|edu|org|net)$/u.test(stem) || !countryExtensions.has(last);
  if (!rareExtensions.has(last) || stem.includes('.')) return false;
  return (
    programStems.has(stem) || (last === 'so' && stem.startsWith('lib')) || /[a-z][A-Z]/u.test(name)
  );
}

function isUnlikely(name: string, lower: string, last: string): boolean {
  return (
    isSentenceJoin(name) ||
    isClassName(name) ||
    isPackage(lower, last) ||
    isMember(lower, last) ||
    (codeEnds.has(last) && /(?:^|\.)[a-z]{2,}[A-Z]/u.test(name)) ||
    /^[\d.]+\.[ap]m$/u.test(lower)
  );
}

/** `event.id`, `logger.info`, `u.name`, `self.cc`, `new.target`. */
function isMember(lower: string, last: string): boolean {
  const root = firstLabel(lower);
  if (selfRoots.has(root) && !isCommon(last)) return true;
  return codeEnds.has(last) && (codeRoots.has(root) || root.length === 1);
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

/** `ADODB.Stream`, `process.env.HOME`: who writes hosts so ends them in `.Com`, or writes all of it in capitals. */
function isClassName(name: string): boolean {
  const last = lastLabel(name);
  if (!/^\p{Lu}/u.test(last)) return false;
  const stem = name.slice(0, name.length - last.length - 1);
  if (plainSuffixes.has(last.toLowerCase())) return codeRoots.has(firstLabel(stem).toLowerCase());
  return isTitle(last) || !/\p{Lu}/u.test(stem) || /\p{Ll}\p{Lu}/u.test(stem);
}

/** `Stealer.NET`, `Confuser.NET`: products that are written for it. */
function isProduct(name: string): boolean {
  return name.endsWith('.NET') && /^\p{Lu}[^.]*\p{Ll}[^.]*\.NET$/u.test(name);
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
  // `Setup.EXE`
  if (labels.length === 2 && variant.length > 2 && fileExtensions.has(variant.toLowerCase()))
    return false;
  return /\p{Ll}/u.test(family) && /\p{Lu}/u.test(family);
}
