import { Tokenizer } from 'htmlparser2';

export type MarkupReader = {
  /** names are in lower case; attributes as they stand, repeated ones too */
  readonly open: (name: string, attributes: readonly MarkupAttribute[]) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
  readonly comment: (text: string) => void;
  /** asked at every tag: true ends the reading early */
  readonly isDone: () => boolean;
};
export type MarkupAttribute = readonly [name: string, value: string];

/**
 * The tags and texts of an HTML page in their order, as a browser tokenises them. No tree is built: a million open
 * elements cost no more than a million closed ones.
 */
export function readMarkup(html: string, reader: MarkupReader): void {
  let name = '';
  let attributes: MarkupAttribute[] = [];
  let attributeName = '';
  let value = '';
  // A text full of `&` and `<` comes in as many pieces; whoever reads it gets it whole.
  let text = '';
  const flush = () => {
    if (text !== '') reader.text(text);
    text = '';
  };
  const open = () => {
    flush();
    reader.open(name, attributes);
    if (reader.isDone()) tokenizer.pause();
  };
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname(start, end) {
        name = html.slice(start, end).toLowerCase();
        attributes = [];
      },
      onattribname(start, end) {
        attributeName = html.slice(start, end).toLowerCase();
        value = '';
      },
      onattribdata(start, end) {
        value += html.slice(start, end);
      },
      onattribentity(codePoint) {
        value += String.fromCodePoint(codePoint);
      },
      onattribend: () => void attributes.push([attributeName, value]),
      onopentagend: open,
      onselfclosingtag: open,
      onclosetag(start, end) {
        flush();
        reader.close(html.slice(start, end).toLowerCase());
      },
      ontext(start, end) {
        text += html.slice(start, end);
      },
      ontextentity(codePoint) {
        text += String.fromCodePoint(codePoint);
      },
      oncdata(start, end, mark) {
        text += html.slice(start, end - mark);
      },
      oncomment(start, end, mark) {
        flush();
        reader.comment(html.slice(start, end - mark));
      },
      ondeclaration: flush,
      onprocessinginstruction: flush,
      onend: flush,
    },
  );
  tokenizer.write(html);
  if (tokenizer.running) tokenizer.end();
}
