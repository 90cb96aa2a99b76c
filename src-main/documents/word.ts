import { posix } from 'node:path';
import { type OfficeReading, relationshipsById } from './office-part.ts';
import { readXml, type XmlAttributes } from './xml.ts';

/** The body first, then whatever else holds text: headers, footers, notes, comments, diagrams. */
export async function readWord(reading: OfficeReading): Promise<void> {
  const { archive, main, page } = reading;
  const folder = `${posix.dirname(main)}/`;
  const others = archive.names.filter(
    (name) => name.startsWith(folder) && name.endsWith('.xml') && name !== main,
  );
  await readPart(reading, main);
  for (const part of others.sort()) {
    if (page.isFull) return;
    page.section(heading(posix.basename(part, '.xml')));
    await readPart(reading, part);
  }
}

/** `header2` is Word's name for `Header`. */
function heading(name: string): string {
  const word = name.replace(/\d+$/, '');
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Elements whose text is the document's: runs, deleted runs, and field codes, which hold links and commands. */
const texts = new Set(['t', 'delText', 'instrText', 'delInstrText']);

async function readPart({ archive, page, shown }: OfficeReading, part: string): Promise<void> {
  const relationships = await relationshipsById(archive, part);
  const links: { readonly target: string; text: string }[] = [];
  let isText = false;
  // Word writes a drawing twice: for itself, and as a fallback for older programs.
  let fallbacks = 0;
  let cells = 0;
  let paragraphs = 0;

  function open(name: string, attributes: XmlAttributes): void {
    if (name === 'Fallback') fallbacks += 1;
    isText = texts.has(name) && fallbacks === 0;
    // Field codes are cut across runs at will: only their ends part words.
    if (name === 'fldChar') page.write(' ');
    if (name === 'noBreakHyphen') page.write('-');
    if (name === 'tab') page.write('\t');
    if (name === 'br' || name === 'cr') page.write('\n');
    if (name === 'tr') cells = 0;
    if (name === 'tc') {
      if (cells > 0) page.write('\t');
      cells += 1;
      paragraphs = 0;
    }
    // The paragraphs of a cell stay in its row.
    if (name === 'p' && cells > 0) {
      if (paragraphs > 0) page.write(' ');
      paragraphs += 1;
    }
    if (name === 'fldSimple') page.write(` ${attributes.get('instr')} `);
    if (name === 'hyperlink' || name === 'hlinkClick') {
      const link = relationships.get(attributes.get('id'));
      links.push({ target: link?.isExternal === true ? link.target : '', text: '' });
    }
  }
  function close(name: string): void {
    isText = false;
    if (name === 'Fallback') fallbacks -= 1;
    if (name === 'hyperlink' || name === 'hlinkClick') {
      const { target, text } = links.pop() ?? { target: '', text: '' };
      if (target === '') return;
      shown.add(target);
      if (text !== target) page.write(` <${target}> `);
    }
    if (name === 'p' && cells === 0) page.write('\n');
    if (name === 'tr') page.write('\n');
    if (name === 'tbl') cells = 0;
  }
  await readXml(archive.stream(part), {
    open,
    close,
    text(data) {
      if (!isText) return;
      page.write(data);
      const link = links.at(-1);
      if (link !== undefined) link.text += data;
    },
    isDone: () => page.isFull,
  });
}
