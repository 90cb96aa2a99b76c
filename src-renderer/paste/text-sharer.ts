import type { ChangeSet, Text } from '@codemirror/state';
import {
  type SharedText,
  type TextChange,
  type TextPart,
  textPartLength,
} from '../../src-main/contract/text.ts';

/** More places than this are sent as the whole text. */
const mostParts = 1000;

/** Tells the host what stands in the box: everything once, and then what changed in it. */
export type TextSharer = {
  /** for each change of the box, in order */
  readonly note: (changes: ChangeSet) => void;
  /** Shares the text as it is now, all changes noted. What is shared first arrives first. */
  readonly share: (doc: Text) => Promise<SharedText>;
  /** Shares the whole text again, for a host that has lost it; null when another one was shared since. */
  readonly shareAgain: (doc: Text) => Promise<SharedText> | null;
};

/** The parts of one message, all counted in the text before it. */
type Step = readonly TextPart[];

export function createTextSharer(send: (change: TextChange) => Promise<void>): TextSharer {
  const id = crypto.randomUUID();
  let revision = 0;
  let isKnown = false;
  let newest: Text | null = null;
  let noted: ChangeSet | null = null;
  let last: Promise<unknown> = Promise.resolve();

  async function put(doc: Text, changes: ChangeSet | null): Promise<SharedText> {
    const steps = isKnown ? stepsOf(changes) : null;
    let base = steps === null ? null : revision;
    // Until all of it has arrived, the host has neither what was nor what will be.
    isKnown = false;
    for (const part of steps ?? wholeOf(doc)) {
      revision += 1;
      await send({ id, revision, base, changes: [...part] });
      base = revision;
    }
    isKnown = true;
    return { id, revision };
  }

  function inTurn(work: () => Promise<SharedText>): Promise<SharedText> {
    const shared = last.then(work);
    last = shared.catch(() => {});
    return shared;
  }

  return {
    note(changes) {
      noted = noted === null ? changes : noted.compose(changes);
    },
    share(doc) {
      const changes = noted;
      noted = null;
      newest = doc;
      return inTurn(() => put(doc, changes));
    },
    shareAgain(doc) {
      if (newest !== doc) return null;
      return inTurn(() => {
        isKnown = false;
        return put(doc, null);
      });
    },
  };
}

/** Null when the whole text is the shorter way. */
function stepsOf(changes: ChangeSet | null): readonly Step[] | null {
  const parts: TextPart[] = [];
  let length = 0;
  changes?.iterChanges((from, to, _fromNow, _toNow, inserted) => {
    length += inserted.length;
    parts.push({ from, to, insert: inserted.toString() });
  });
  if (parts.length > mostParts) return null;
  if (parts.length === 0) return [];
  if (length <= textPartLength) return [parts];
  // From the last to the first, so that what stands before is where it was.
  return parts.toReversed().flatMap(inPieces);
}

function inPieces({ from, to, insert }: TextPart): Step[] {
  const first = { from, to, insert: insert.slice(0, textPartLength) };
  const steps: Step[] = [[first]];
  for (let done = textPartLength; done < insert.length; done += textPartLength) {
    const at = from + done;
    steps.push([{ from: at, to: at, insert: insert.slice(done, done + textPartLength) }]);
  }
  return steps;
}

function wholeOf(doc: Text): Step[] {
  const steps: Step[] = [[{ from: 0, to: 0, insert: doc.sliceString(0, textPartLength) }]];
  for (let at = textPartLength; at < doc.length; at += textPartLength) {
    steps.push([{ from: at, to: at, insert: doc.sliceString(at, at + textPartLength) }]);
  }
  return steps;
}
