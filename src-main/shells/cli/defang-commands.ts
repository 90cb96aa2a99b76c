import { isUtf8 } from 'node:buffer';
import { type Command, Option } from 'commander';
import { defangStyles, defaultDefangStyle, type TextForm } from '../../contract/defang.ts';
import { Failure } from '../../contract/failure.ts';
import { decodeText, encodeWindows1252 } from '../../documents/decode-text.ts';
import { findObservables } from '../../observables/find.ts';
import { compilePatternTypes } from '../../observables/pattern-types.ts';
import { rewriteText } from '../../observables/rewrite-text.ts';
import { inputName, readBytes } from './input.ts';
import { printWhole } from './output.ts';
import { storedSettings } from './stored-settings.ts';
import { folderOf } from './with-host.ts';

type Style = (typeof defangStyles)[number];

export function addTo(program: Command): void {
  program
    .command('defang')
    .description('Writes a text with its observables defanged; everything else stays.')
    .argument('[file]', 'a file, or - for standard input', '-')
    .addOption(
      new Option('--style <style>', 'how (default: as in the settings)').choices(defangStyles),
    )
    .action((file: string, { style }: { style?: Style }, command: Command) =>
      rewrite(file, command, (set) => style ?? set),
    );
  program
    .command('refang')
    .description('Writes a text with its observables live; everything else stays.')
    .argument('[file]', 'a file, or - for standard input', '-')
    .action((file: string, _options: unknown, command: Command) =>
      rewrite(file, command, () => 'refanged'),
    );
}

async function rewrite(
  file: string,
  command: Command,
  formOf: (style: Style) => TextForm,
): Promise<void> {
  const { text, encode } = textOf(file, await readBytes(file));
  const settings = await storedSettings(folderOf(command));
  const patternTypes = compilePatternTypes(settings?.patternTypes ?? []);
  const { finds } = findObservables(text, { patternTypes, maxFinds: Number.POSITIVE_INFINITY });
  printWhole(rewriteText(text, finds, formOf(settings?.defangStyle ?? defaultDefangStyle)), encode);
}

type Written = { readonly text: string; readonly encode?: (text: string) => Buffer };

/**
 * The text as it is, with all its markup, and how it is written back: a text that is no UTF-8 is taken as
 * Windows-1252, in which every byte comes back. What is packed or coded cannot be written back.
 */
function textOf(file: string, bytes: Buffer): Written {
  if (bytes.includes(0)) {
    throw new Failure(
      'BAD_INPUT',
      `${inputName(file)} holds no plain text: it cannot be rewritten.`,
    );
  }
  if (!isUtf8(bytes)) return { text: decodeText(bytes), encode: encodeWindows1252 };
  return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) };
}
