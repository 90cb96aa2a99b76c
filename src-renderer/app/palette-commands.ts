export type PaletteCommand = { readonly name: string; readonly run: () => void };

const shownAtOnce = 12;

/** Those in whose name every typed word begins some word; all of them while nothing is typed. */
export function matchingCommands(
  commands: readonly PaletteCommand[],
  typed: string,
): PaletteCommand[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return commands
    .filter(({ name }) => {
      const words = name.toLowerCase().split(/\s+/);
      return wanted.every((part) => words.some((word) => word.startsWith(part)));
    })
    .slice(0, shownAtOnce);
}
