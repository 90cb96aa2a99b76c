import type { Archive } from './archive.ts';
import type { Page } from './page.ts';
import { type Relationship, relationshipsOf } from './relationships.ts';
import { readXml } from './xml.ts';

/** What the readers of Word and Excel are given. */
export type OfficeReading = {
  readonly archive: Archive;
  /** name of the main part */
  readonly main: string;
  readonly page: Page;
  /** collects the addresses that stand in the text already */
  readonly shown: Set<string>;
};

export async function relationshipsById(
  archive: Archive,
  part: string,
): Promise<ReadonlyMap<string, Relationship>> {
  return new Map((await relationshipsOf(archive, part)).map((one) => [one.id, one]));
}

/** Text that Office keeps in parts of its own: comments, drawings, charts. */
export async function readAside(
  { archive, page }: OfficeReading,
  part: string,
  heading: string,
): Promise<void> {
  page.section(heading);
  let isText = false;
  await readXml(archive.stream(part), {
    open(name) {
      isText = name === 't' || name === 'text';
    },
    text(data) {
      if (isText) page.write(data);
    },
    close(name) {
      isText = false;
      if (name === 'p' || name === 'comment' || name === 'threadedComment') page.write('\n');
    },
    isDone: () => page.isFull,
  });
}
