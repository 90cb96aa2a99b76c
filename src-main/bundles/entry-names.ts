import { Failure } from '../contract/failure.ts';

const longestName = 200;
const longestPath = 400;
const deepest = 16;
/** Windows refuses these, or means devices by them; a bundle is the same on every system. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
/** what macOS puts beside files; nothing of a bundle */
const junk = /^(\._.*|\.DS_Store|__MACOSX)$/;

export type EntryNames = {
  /**
   * The path of an entry with `/`, checked to stay inside and to name one file on every system; null for what is
   * left out. Throws `Failure`.
   */
  accept(written: string, kind: 'file' | 'folder'): string | null;
};

/** Remembers every name of one archive, so that no two mean the same file anywhere. */
export function checkEntryNames(): EntryNames {
  const files = new Set<string>();
  /** by folded path: as it was written first */
  const spellings = new Map<string, string>();
  return {
    accept(written, kind) {
      const segments = segmentsOf(written);
      if (segments.length === 0 || segments.some((segment) => junk.test(segment))) return null;
      for (const [index, segment] of segments.entries()) {
        checkSegment(segment, written);
        const path = segments.slice(0, index + 1).join('/');
        const folded = path.normalize('NFC').toLowerCase();
        const before = spellings.get(folded) ?? path;
        const isFile = index === segments.length - 1 && kind === 'file';
        if (before !== path || files.has(folded) || (isFile && spellings.has(folded))) {
          throw refused(written, 'stands in it twice, or beside a name that differs in case only');
        }
        spellings.set(folded, path);
        if (isFile) files.add(folded);
      }
      return segments.join('/');
    },
  };
}

function segmentsOf(written: string): string[] {
  if (written.length > longestPath) throw refused(written, 'has a path that is too long');
  if (/^([/\\]|[A-Za-z]:)/.test(written)) throw refused(written, 'has an absolute path');
  if (written.includes('\\')) throw refused(written, 'has a backslash in its name');
  const segments = written
    .replace(/^(\.\/)+/, '')
    .replace(/\/$/, '')
    .split('/');
  if (segments.length === 1 && (segments[0] === '' || segments[0] === '.')) return [];
  if (segments.length > deepest) throw refused(written, 'is nested too deep');
  return segments;
}

function checkSegment(segment: string, written: string): void {
  if (segment === '' || segment === '.' || segment === '..') {
    throw refused(written, 'leads out of the bundle');
  }
  // Some systems fold wide dots and slashes into plain ones.
  if (/\.\.|\//.test(segment.normalize('NFKC')) && !/^[\x20-\x7e]*$/.test(segment)) {
    throw refused(written, 'leads out of the bundle where names are folded');
  }
  if (segment.length > longestName) throw refused(written, 'has a name that is too long');
  if (/[\p{C}\uFFFD<>:"|?*]|[. ]$/u.test(segment) || reserved.test(segment)) {
    throw refused(written, 'has a name that not every system can hold');
  }
}

function refused(written: string, why: string): Failure {
  const shown = written.replace(/[\p{C}\uFFFD]/gu, '?').slice(0, 80);
  return new Failure('BUNDLE_INVALID', `The bundle is refused: "${shown}" ${why}.`);
}
