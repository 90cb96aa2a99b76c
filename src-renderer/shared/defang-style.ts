import { createContext, use } from 'react';
import {
  type DefangStyle,
  defang,
  defangAddress,
  defaultDefangStyle,
} from '../../src-main/contract/defang.ts';

/** The style of the settings. */
export const DefangStyleContext = createContext<DefangStyle>(defaultDefangStyle);

export function useDefangStyle(): DefangStyle {
  return use(DefangStyleContext);
}

/** The display form of a canonical value, as the analyst wants it: never clickable by accident. */
export function useDefang(): (type: string, value: string) => string {
  const style = useDefangStyle();
  return (type, value) => defang({ type, value }, style);
}

/** The display form of whatever a link points at. */
export function useDefangAddress(): (address: string) => string {
  const style = useDefangStyle();
  return (address) => defangAddress(address, style);
}
