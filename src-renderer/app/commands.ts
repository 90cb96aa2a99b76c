import { createContext, type RefObject, use, useEffect, useRef } from 'react';
import type { PaletteCommand } from './palette-commands.ts';

type Offers = Set<RefObject<readonly PaletteCommand[]>>;

export const createOffers = (): Offers => new Set();

/** What the parts of the window that are there offer to the palette. */
export const CommandsContext = createContext<Offers>(createOffers());

/** Offers commands as long as the component is there; the palette asks for them when it is opened. */
export function useOfferCommands(commands: readonly PaletteCommand[]): void {
  const offers = use(CommandsContext);
  const current = useRef(commands);
  useEffect(() => {
    current.current = commands;
  });
  useEffect(() => {
    offers.add(current);
    return () => {
      offers.delete(current);
    };
  }, [offers]);
}

export function useOfferedCommands(): readonly PaletteCommand[] {
  return [...use(CommandsContext)].flatMap(({ current }) => current);
}
