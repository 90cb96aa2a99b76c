import type { Item } from '../../src-main/contract/report.ts';

/** Relative luminance of `#rrggbb`, 0 to 1, as WCAG 2.2 defines it. */
export function luminance(colour: string): number {
  const channel = (start: number): number => {
    const share = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** WCAG contrast ratio of two `#rrggbb` colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

type ItemColours = {
  readonly background?: string;
  /** readable on `background` */
  readonly text?: string;
  /** a hue for text on the surface; the style sheet bounds its lightness by theme */
  readonly hue?: string;
};

/** An enricher's colours, kept only as far as the text stays readable (4.5 to 1). */
export function readableColours({
  colour,
  background,
}: Pick<Item, 'colour' | 'background'>): ItemColours {
  if (background === undefined) return colour === undefined ? {} : { hue: colour };
  if (colour !== undefined && contrast(colour, background) >= 4.5)
    return { background, text: colour };
  return { background, text: contrast('#000000', background) >= 4.5 ? '#000000' : '#ffffff' };
}
