import type { Observable } from '../contract/observable.ts';
import type { OwnValues } from '../contract/settings.ts';
import { noiseTo } from './noise.ts';
import { remarksTo } from './remarks.ts';
import { copyOf } from './units.ts';

/** What there is to say of a value beside what made it one. */
export interface Said {
  /** why it is noise, or null */
  readonly noise: string | null;
  /** the end of the phrase that says what it is; '' for most */
  readonly remarks: string;
}

/** What names come from keeps them without their text, and finds the very string again sooner than its copy. */
function kept({ type, value }: Observable): string {
  return type === 'domain' ? value : copyOf(value);
}

/** Past this many distinct values of a type a text is no report: they are judged without being remembered. */
const remembered = 20_000;

export const nothingSaid: Said = { noise: null, remarks: '' };
/** Types of whose values nothing is said. */
const never = ['filename', 'registry-key', 'cve', 'attack-technique', 'jarm'];
/** Types whose values are read before they are judged, which takes longer than remembering. */
const read = ['domain', 'ipv4', 'ipv6', 'cidr', 'url', 'email'];

/**
 * Reports name the same hosts over and over: each is judged once, within reason, for as long as the organisation's own
 * values stay the same.
 */
export class ValueMemory {
  #own: string | undefined;
  #noiseOf = noiseTo(undefined);
  #remarksOn = remarksTo(undefined);
  readonly #answers: ReadonlyMap<string, Map<string, Said> | null> = new Map([
    ...never.map((type) => [type, null] as const),
    ...read.map((type) => [type, new Map<string, Said>()] as const),
  ]);

  /** Before each text: its values may be others, and what is one's own, too. */
  judgeBy(own: OwnValues | undefined): void {
    const asText = JSON.stringify(own);
    const isOther = asText !== this.#own;
    for (const answers of this.#answers.values()) {
      if (isOther || (answers?.size ?? 0) >= remembered) answers?.clear();
    }
    if (!isOther) return;
    this.#own = asText;
    this.#noiseOf = noiseTo(own);
    this.#remarksOn = remarksTo(own);
  }

  /** What is said of a value whose type is built in. */
  of(observable: Observable): Said {
    const answers = this.#answers.get(observable.type);
    if (answers === undefined) return this.#judge(observable);
    if (answers === null) return nothingSaid;
    const known = answers.get(observable.value);
    if (known !== undefined) return known;
    const said = this.#judge(observable);
    if (answers.size < remembered) answers.set(kept(observable), said);
    return said;
  }

  #judge(observable: Observable): Said {
    const noise = this.#noiseOf(observable);
    const remarks = this.#remarksOn(observable);
    return noise === null && remarks === '' ? nothingSaid : { noise, remarks };
  }
}
