import type { ChangeSet, Text } from '@codemirror/state';
import { Failure } from '../../src-main/contract/failure.ts';
import {
  type SharedText,
  type TextChange,
  type TextPart,
  textPartLength,
} from '../../src-main/contract/text.ts';
import { askAgain } from '../shared/ask-again.ts';

/** More places than this are sent as the whole text. */
const mostParts = 1000;

/** Tells the host what stands in the box: everything once, and then what changed in it. */
export type TextSharer = {
  /** for each change of the box, in order */
  readonly note: (changes: ChangeSet) => void;
  /** Begins to share the text as it is now, all changes noted. What is shared first arrives first. */
  readonly share: (doc: Text) => void;
  /**
   * Asks about the text that was shared last, by the name under which the host has it. What did not arrive or was
   * lost there is sent once more, for all who ask. OUTDATED when another text was shared since.
   */
  readonly ask: <Answer>(
    doc: Text,
    question: (name: SharedText) => Promise<Answer>,
  ) => Promise<Answer>;
};

/** The parts of one message, all counted in the text before it. */
type Step = readonly TextPart[];

export function createTextSharer(
  send: (change: TextChange) => Promise<void>,
  /** whether an answer says that the host does not have the text */
  isLost: (error: unknown) => boolean,
): TextSharer {
  const id = crypto.randomUUID();
  let revision = 0;
  let isKnown = false;
  let newest: Text | null = null;
  /** the name of `newest`; null when it has to be sent (again) */
  let named: Promise<SharedText> | null = null;
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

  function begin(doc: Text, changes: ChangeSet | null): Promise<SharedText> {
    const shared = last.then(() => put(doc, changes));
    named = shared;
    last = shared.catch(() => forget(shared));
    return shared;
  }

  function forget(shared: Promise<SharedText>): void {
    if (named === shared) named = null;
  }

  function nameOf(doc: Text): Promise<SharedText> {
    if (doc !== newest) throw outdated();
    return named ?? begin(doc, null);
  }

  return {
    note(changes) {
      noted = noted === null ? changes : noted.compose(changes);
    },
    share(doc) {
      const changes = noted;
      noted = null;
      newest = doc;
      void begin(doc, changes);
    },
    ask: (doc, question) =>
      askAgain(async () => {
        const shared = nameOf(doc);
        const name = await shared;
        try {
          return await question(name);
        } catch (error) {
          // Of several who hear of it, the first has it sent again, and the others wait for the same.
          if (isLost(error) && named === shared) {
            named = null;
            isKnown = false;
          }
          throw error;
        }
      }, isLost),
  };
}

function outdated(): Failure {
  return new Failure('OUTDATED', 'The text has changed meanwhile. Try again.');
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
