import { Parser } from 'htmlparser2';
import { Failure } from '../contract/failure.ts';
import { damagedOffice } from './damaged.ts';

export type XmlAttributes = {
  /** by local name: `id` for `r:id`; empty where it is missing */
  readonly get: (name: string) => string;
};
export type XmlReader = {
  /** names are local: `p` for `w:p` */
  readonly open?: (name: string, attributes: XmlAttributes) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
  /** asked between pieces: true ends the reading early */
  readonly isDone?: () => boolean;
};

const deepest = 1024;

/**
 * Reads XML as it arrives. The five entities of XML and numbered ones are known and no others; a document type is
 * refused, as Office does, so that nothing can be declared, included or multiplied.
 */
export async function readXml(chunks: AsyncIterable<Uint8Array>, reader: XmlReader): Promise<void> {
  let depth = 0;
  const parser = new Parser(
    {
      onprocessinginstruction(name) {
        if (name.toLowerCase() !== '!doctype') return;
        throw new Failure(
          'REFUSED',
          'This Office file declares a document type, which no Office program writes: it may be made to read other files. It was not read.',
        );
      },
      onopentag(name, attributes) {
        depth += 1;
        if (depth > deepest) damagedOffice(new Error('nested too deep'));
        reader.open?.(localName(name), {
          get: (wanted) => {
            for (const [key, value] of Object.entries(attributes)) {
              if (localName(key) === wanted) return value;
            }
            return '';
          },
        });
      },
      ontext: (data) => reader.text?.(data),
      onclosetag(name) {
        depth -= 1;
        reader.close?.(localName(name));
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  let decoder: TextDecoder | undefined;
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk));
    parser.write(decoder.decode(chunk, { stream: true }));
    if (reader.isDone?.() === true) return;
  }
  parser.end(decoder?.decode());
}

/** XML parts are UTF-8 or, with a mark, UTF-16 (ECMA-376 part 2, 6.1). */
function encodingOf(chunk: Uint8Array): string {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
