import type { Refusal } from '../../contract/report.ts';
import { isRecord } from '../record.ts';
import { pathTo, refusalOf } from './refusals.ts';

const deepest = 24;
const enough = 10;

/** Options that hold functions, whatever stands in them; so does everything inside `events`. */
const callbackKey = /formatter$|^(?:callback|positioner|tickPositioner)$/i;
const functionText =
  /^\s*(?:async\s+)?(?:function\b[^(]{0,80}\([^)]{0,200}\)\s*\{|\([^)]{0,200}\)\s*=>|[\w$]{1,60}\s*=>\s*[{(])/;

/**
 * What makes a chart one that is not drawn at all, by key: functions and their texts, HTML, 3D, and nesting
 * that no chart needs. Everything else that is not on the allow-list is merely left out.
 */
export function findForbidden(options: unknown): Refusal[] {
  const found: Refusal[] = [];
  const visit = (value: unknown, path: string, key: string, depth: number): void => {
    if (found.length >= enough) return;
    const sentence = forbidden(value, key);
    if (sentence !== null) {
      found.push(refusalOf(path, sentence));
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    if (depth >= deepest) {
      found.push(refusalOf(path, 'is nested too deeply; the chart is not drawn.'));
      return;
    }
    if (Array.isArray(value)) {
      for (const [index, entry] of value.entries())
        if (isWorthAVisit(entry)) visit(entry, pathTo(path, index), '', depth + 1);
      return;
    }
    for (const [name, entry] of Object.entries(value)) {
      const inside = key === 'events' ? 'callback' : name;
      visit(entry, pathTo(path, name), inside, depth + 1);
    }
  };
  visit(options, '', '', 0);
  return found;
}

/** A long list of numbers is most of a chart. */
function isWorthAVisit(entry: unknown): boolean {
  return typeof entry !== 'number' && entry !== null;
}

function forbidden(value: unknown, key: string): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'function' || (typeof value === 'string' && functionText.test(value)))
    return 'is a function; charts with functions are not drawn.';
  if (callbackKey.test(key) && typeof value === 'string' && value.trim() !== '')
    return 'is a function; charts with functions are not drawn.';
  if (/^(?:useHTML|allowHTML)$/i.test(key) && isOn(value))
    return 'asks for HTML; charts with HTML are not drawn.';
  if (/^options3d$/i.test(key) && isRecord(value) && isOn(value['enabled'] ?? true))
    return 'asks for 3D; 3D charts are not drawn.';
  return null;
}

/** `"false"` and `0` are what other languages print. */
function isOn(value: unknown): boolean {
  return value !== false && value !== null && value !== 0 && value !== '' && value !== 'false';
}
