import { posix } from 'node:path';
import { type OfficeReading, readAside, relationshipsById } from './office-part.ts';
import { readXml } from './xml.ts';

/** Every sheet, hidden ones too, a row a line and a tab between cells; then comments, drawings and connections. */
export async function readSheets(reading: OfficeReading): Promise<void> {
  const { archive, main, page } = reading;
  const parts = await relationshipsById(archive, main);
  const strings = [...parts.values()].find(({ type }) => type === 'sharedStrings');
  const shared = strings === undefined ? [] : await sharedStrings(reading, strings.target);
  let hidden = 0;
  for (const sheet of await sheetList(reading)) {
    if (page.isFull) return;
    if (sheet.isHidden) hidden += 1;
    page.section(`Sheet ${sheet.name}${sheet.isHidden ? ' (hidden)' : ''}`);
    await readSheet(reading, parts.get(sheet.id)?.target ?? '', shared);
  }
  if (hidden > 0) {
    page.note(hidden === 1 ? 'A hidden sheet is among them.' : `${hidden} sheets are hidden.`);
  }
  const aside = /^xl\/(comments|threadedComments|drawings|charts|diagrams)([^/]*|\/[^/]*)\.xml$/i;
  for (const part of archive.names.filter((name) => aside.test(name)).sort()) {
    const [, kind = ''] = aside.exec(part) ?? [];
    await readAside(reading, part, /comments/i.test(kind) ? 'Comments' : 'Drawing');
  }
  await readConnections(reading);
}

type Sheet = { readonly name: string; readonly id: string; readonly isHidden: boolean };

async function sheetList({ archive, main, page }: OfficeReading): Promise<Sheet[]> {
  const sheets: Sheet[] = [];
  let isDefinedName = false;
  page.section('Defined names');
  await readXml(archive.stream(main), {
    open(name, attributes) {
      isDefinedName = name === 'definedName';
      if (name !== 'sheet') return;
      const state = attributes.get('state');
      const isHidden = state === 'hidden' || state === 'veryHidden';
      sheets.push({ name: attributes.get('name'), id: attributes.get('id'), isHidden });
    },
    // A name may hold a command or an address; a mere range says nothing.
    text(data) {
      if (isDefinedName && isTelling(data)) page.line(data);
    },
  });
  return sheets;
}

async function sharedStrings({ archive }: OfficeReading, part: string): Promise<string[]> {
  const strings: string[] = [];
  let text = '';
  let isText = false;
  let phonetic = 0;
  await readXml(archive.stream(part), {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic += 1;
      isText = name === 't' && phonetic === 0;
    },
    text(data) {
      if (isText) text += data;
    },
    close(name) {
      isText = false;
      if (name === 'rPh') phonetic -= 1;
      if (name === 'si') strings.push(text);
    },
  });
  return strings;
}

/** Gaps up to here are kept, so that columns stay beneath each other; a hostile sheet is not padded. */
const widestGap = 100;

async function readSheet(
  { archive, page, shown }: OfficeReading,
  part: string,
  shared: readonly string[],
): Promise<void> {
  const relationships = await relationshipsById(archive, part);
  let row: string[] = [];
  let inside = '';
  let cell = { column: 0, type: '', value: '', formula: '' };
  await readXml(archive.stream(part), {
    open(name, attributes) {
      inside = name;
      if (name === 'row') row = [];
      if (name === 'c') {
        const column = columnOf(attributes.get('r')) ?? row.length;
        cell = { column, type: attributes.get('t'), value: '', formula: '' };
      }
      if (name === 'hyperlink') {
        const link = relationships.get(attributes.get('id'));
        if (link?.isExternal !== true) return;
        shown.add(link.target);
        page.line(`Link in ${attributes.get('ref')}: <${link.target}>`);
      }
    },
    text(data) {
      if (inside === 'v' || inside === 't') cell.value += data;
      if (inside === 'f') cell.formula += data;
    },
    close(name) {
      inside = '';
      if (name === 'c') {
        const gap = cell.column - row.length;
        if (gap > 0 && gap <= widestGap) row.push(...Array<string>(gap).fill(''));
        row.push(shownCell(cell, shared));
      }
      if (name === 'row' && row.some((text) => text !== '')) page.line(row.join('\t'));
    },
    isDone: () => page.isFull,
  });
}

function shownCell(
  { type, value, formula }: { type: string; value: string; formula: string },
  shared: readonly string[],
): string {
  const text = (type === 's' ? (shared[Number(value)] ?? '') : value).replace(/\s*\n\s*/g, ' ');
  return isTelling(formula) ? `${text} =${formula}`.trim() : text;
}

/** A formula that names something outside its workbook: an address, a path, a program. */
function isTelling(formula: string): boolean {
  return /["|\\]|:\/\//.test(formula);
}

/** `C7` is column 2, counted from 0. */
function columnOf(reference: string): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0];
  if (letters === undefined) return null;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Where a workbook gets data from by itself. */
async function readConnections({ archive, page }: OfficeReading): Promise<void> {
  const part = archive.names.find((name) => posix.basename(name) === 'connections.xml');
  if (part === undefined) return;
  page.section('Connections');
  await readXml(archive.stream(part), {
    open(_name, attributes) {
      for (const key of ['url', 'connection', 'command', 'sourceFile', 'odcFile']) {
        const value = attributes.get(key);
        if (value !== '') page.line(`${key}: ${value}`);
      }
    },
  });
}
