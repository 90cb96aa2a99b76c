import { createContext, useContext } from 'react';

const views = ['bench', 'history', 'enrichers', 'settings'] as const;
export type View = (typeof views)[number];

/** Where one is, and the ways to somewhere else. */
export type Places = {
  readonly view: View;
  readonly show: (view: View) => void;
  readonly pasteId: number | null;
  /** `live`: submitted in this window just now, so that opening a tab may ask */
  readonly openPaste: (id: number | null, live?: boolean) => void;
  readonly isLive: boolean;
  /** the ledger in the history: who was told about this value; all of it for an empty one */
  readonly showTold: (value: string) => void;
  /** puts a value into the paste box, where the analyst decides */
  readonly handToPaste: (text: string) => void;
  /** the last text that was handed over; a new object each time */
  readonly handed: { readonly text: string } | null;
};

export const PlacesContext = createContext<Places | null>(null);

export function usePlaces(): Places {
  const places = useContext(PlacesContext);
  if (places === null) throw new Error('usePlaces stands outside of PlacesContext.');
  return places;
}
