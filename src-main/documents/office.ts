import { posix } from 'node:path';
import { Failure } from '../contract/failure.ts';
import { type Archive, openArchive } from './archive.ts';
import { damagedOffice } from './damaged.ts';
import { identity } from './identity.ts';
import { archiveSentence } from './kind.ts';
import type { Page } from './page.ts';
import { relationshipsOf } from './relationships.ts';
import { readSheets } from './sheets.ts';
import { readWord } from './word.ts';
import { readXml } from './xml.ts';

/** A Word document or an Excel workbook in the format of 2007 and later (ECMA-376), macros or not. */
export async function readOffice(bytes: Buffer, page: Page): Promise<void> {
  const archive = await openArchive(bytes);
  const main = (await relationshipsOf(archive, '')).find(({ type }) => type === 'officeDocument');
  if (main === undefined || !archive.names.includes(main.target)) throw notOffice(archive);
  await readProperties(archive, page);
  const folder = posix.dirname(main.target);
  if (folder === 'ppt') throw new Failure('BAD_INPUT', presentation);
  if (main.target.endsWith('.bin')) throw new Failure('BAD_INPUT', binaryWorkbook);
  page.section('');
  const shown = new Set<string>();
  const read = folder === 'xl' ? readSheets : readWord;
  await read({ archive, main: main.target, page, shown });
  await listOutside(archive, page, shown);
  await listEmbedded(archive, page);
}

const presentation = 'This is a PowerPoint presentation. Save it as PDF, and take that.';
const binaryWorkbook = 'This is a binary workbook (.xlsb). Save it as .xlsx, and take that.';

function notOffice(archive: Archive): Failure {
  if (archive.names.includes('[Content_Types].xml')) damagedOffice(new Error('no main part'));
  return new Failure('BAD_INPUT', archiveSentence);
}

const told = new Map([
  ['title', 'Title'],
  ['subject', 'Subject'],
  ['creator', 'Author'],
  ['lastModifiedBy', 'Last changed by'],
  ['description', 'Description'],
  ['keywords', 'Keywords'],
  ['created', 'Created'],
  ['modified', 'Modified'],
  ['Company', 'Company'],
  ['Manager', 'Manager'],
  ['HyperlinkBase', 'Base of links'],
]);

async function readProperties(archive: Archive, page: Page): Promise<void> {
  for (const name of archive.names.filter((part) => /^docProps\/[^/]+\.xml$/i.test(part))) {
    let text = '';
    await readXml(archive.stream(name), {
      open: () => (text = ''),
      text: (data) => (text += data),
      close(element) {
        const label = told.get(element);
        if (label !== undefined && text.trim() !== '') page.line(`${label}: ${text.trim()}`);
        text = '';
      },
    });
  }
}

/** Templates, objects and pictures that Office would load when the file is opened, and links nobody sees. */
async function listOutside(archive: Archive, page: Page, shown: Set<string>): Promise<void> {
  page.section('Loaded or linked from outside');
  for (const name of archive.names.filter((part) => part.endsWith('.rels'))) {
    const owner = name.replace(/_rels\/([^/]*)\.rels$/, '$1');
    for (const { type, target, isExternal } of await relationshipsOf(archive, owner)) {
      if (!isExternal || shown.has(target) || page.isFull) continue;
      shown.add(target);
      page.line(`${type}: <${target}>`);
    }
  }
}

/** Markup, pictures and fonts are no attachments; everything else is: objects, macros, other documents. */
const ordinary = /\/$|\.(xml|rels|vml|png|jpe?g|gif|emf|wmf|bmp|tiff?|svg|wdp|odttf|fntdata)$/i;
const listedParts = 200;

async function listEmbedded(archive: Archive, page: Page): Promise<void> {
  const embedded = archive.names.filter(
    (name) => !ordinary.test(name) && !/printerSettings\d*\.bin$/i.test(name),
  );
  for (const name of embedded.slice(0, listedParts)) {
    if (page.isFull) return;
    page.section('');
    page.line(identity('Embedded', { name, bytes: await archive.bytes(name) }));
    page.note('Embedded objects are hashed, not opened.');
    if (/vbaProject\.bin$/i.test(name)) page.note('It holds macros, which were not read.');
  }
  if (embedded.length > listedParts) {
    page.note(`Of ${embedded.length} embedded objects the first ${listedParts} are listed.`);
  }
}
