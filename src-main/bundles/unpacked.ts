import { Failure } from '../contract/failure.ts';
import { checkEntryNames } from './entry-names.ts';

export const limits = {
  entries: 2000,
  /** of all files together */
  bytes: 64 * 1024 * 1024,
  /** unpacked to packed */
  ratio: 100,
} as const;

/** What an archive holds, checked entry by entry; nothing is on disk yet. Each method throws `Failure`. */
export type Unpacked = {
  /** a file of this size comes: asked before its bytes are read */
  announce(bytes: number): void;
  addFile(name: string, content: Buffer): void;
  addFolder(name: string): void;
  /** links, devices and the like */
  refuseKind(name: string): never;
  files(): ReadonlyMap<string, Buffer>;
};

export function createUnpacked(): Unpacked {
  const names = checkEntryNames();
  const files = new Map<string, Buffer>();
  let entries = 0;
  let bytes = 0;
  const count = () => {
    entries += 1;
    if (entries > limits.entries) throw tooLarge('holds more than 2,000 entries');
  };
  return {
    announce(size) {
      if (bytes + size > limits.bytes) throw tooLarge('holds more than 64 MiB');
    },
    addFile(name, content) {
      count();
      bytes += content.length;
      if (bytes > limits.bytes) throw tooLarge('holds more than 64 MiB');
      const accepted = names.accept(name, 'file');
      if (accepted !== null) files.set(accepted, content);
    },
    addFolder(name) {
      count();
      names.accept(name, 'folder');
    },
    refuseKind(name) {
      const shown = name.replace(/[\p{C}\uFFFD]/gu, '?').slice(0, 80);
      throw new Failure(
        'BUNDLE_INVALID',
        `The bundle is refused: "${shown}" is neither a file nor a folder. Links and devices are not allowed.`,
      );
    },
    files: () => files,
  };
}

function tooLarge(what: string): Failure {
  return new Failure('TOO_LARGE', `The bundle is refused: it ${what}.`);
}
