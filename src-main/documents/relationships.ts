import { posix } from 'node:path';
import type { Archive } from './archive.ts';
import { readXml } from './xml.ts';

/** What a part of an Office file refers to (ECMA-376 part 2): another part, or an address outside. */
export type Relationship = {
  readonly id: string;
  /** the last word of its type: `hyperlink`, `attachedTemplate`, `worksheet` … */
  readonly type: string;
  /** the name of a part, or the address as it was written */
  readonly target: string;
  readonly isExternal: boolean;
};

/** `part` empty: those of the file itself. */
export async function relationshipsOf(archive: Archive, part: string): Promise<Relationship[]> {
  const { dir, base } = posix.parse(part);
  const found: Relationship[] = [];
  await readXml(archive.stream(posix.join(dir, '_rels', `${base}.rels`)), {
    open(name, attributes) {
      if (name !== 'Relationship') return;
      const isExternal = attributes.get('TargetMode').toLowerCase() === 'external';
      const target = attributes.get('Target');
      found.push({
        id: attributes.get('Id'),
        type: attributes.get('Type').split('/').at(-1) ?? '',
        target: isExternal ? target : posix.resolve('/', dir, target).slice(1),
        isExternal,
      });
    },
  });
  return found;
}
