import * as z from 'zod';
import type { Capabilities } from '../contract/capabilities.ts';
import { heapMegabytes } from './node-arguments.ts';
import { usualLimits } from './resource-limits.ts';

/** What holds a child in, as a real child found it on this machine. */
export type IsolationReport = {
  /** absolute path of bubblewrap when a child was seen to start behind it; null: children run without it */
  readonly bubblewrap: string | null;
  readonly capabilities: Capabilities['isolation'];
};

/** What the child of the self-test found that it could do. */
export const findingsSchema = z.strictObject({
  homeNames: z.array(z.string()),
  readElsewhere: z.boolean(),
  wroteElsewhere: z.boolean(),
  reachedNetwork: z.boolean(),
  sawHost: z.boolean(),
  tookMemory: z.boolean(),
});
export type Findings = z.infer<typeof findingsSchema>;

/** What the child managed is called advisory, what it failed at enforced. */
export function judge(
  findings: Findings,
  bubblewrap: string,
  expectedNames: readonly string[],
): IsolationReport {
  const sawHome = findings.homeNames.some((name) => !expectedNames.includes(name));
  const files = !sawHome && !findings.readElsewhere && !findings.wroteElsewhere;
  const network = !findings.reachedNetwork;
  const processes = !findings.sawHost;
  return {
    bubblewrap,
    capabilities: [
      capability('Files', files, sentences.files),
      capability('Network', network, sentences.network),
      capability('Other programs', processes, sentences.processes),
      capability('Time and output', processes, sentences.time),
      capability('Documents', files && network, sentences.documents),
      capability('Memory', !findings.tookMemory, sentences.memory),
    ],
  };
}

/** There are no walls, so nothing is promised but what needs none; `why` says what to do about it. */
export function advisory(why: string, tookMemory = true): IsolationReport {
  const report = judge(
    {
      homeNames: ['.'],
      readElsewhere: true,
      wroteElsewhere: true,
      reachedNetwork: true,
      sawHost: true,
      tookMemory,
    },
    '',
    [],
  );
  return {
    bubblewrap: null,
    capabilities: report.capabilities.map((entry) =>
      entry.capability === 'Memory' ? entry : { ...entry, sentence: `${entry.sentence} ${why}` },
    ),
  };
}

type Sentences = { readonly enforced: string; readonly advisory: string };

const sentences = {
  files: {
    enforced: 'An enricher sees its own bundle, the files set for it and an empty folder.',
    advisory: 'A malicious enricher can read your files: install only what you trust.',
  },
  network: {
    enforced: 'An enricher has no network but what Flairbench asks for it.',
    advisory: 'A malicious enricher can open connections of its own, past the ledger.',
  },
  processes: {
    enforced: 'An enricher sees no other program and cannot signal one.',
    advisory: 'A malicious enricher can see and end your other programs.',
  },
  time: {
    enforced:
      'When its time is up or it prints too much, an enricher and all it started are ended.',
    advisory:
      'When its time is up, an enricher is ended with its process group; what leaves the group lives on.',
  },
  documents: {
    enforced:
      'A file that you open or drop is read in a process without network and without your files.',
    advisory:
      'A file that you open or drop is read in a process of its own; one that breaks its reader could get at your files and the network.',
  },
  memory: {
    enforced: `The system limits every process of an enricher to ${usualLimits.memoryMegabytes} MB, and its JavaScript heap is limited to ${heapMegabytes} MB.`,
    advisory: `The JavaScript heap of an enricher is limited to ${heapMegabytes} MB; other memory is not.`,
  },
} satisfies Record<string, Sentences>;

function capability(
  name: string,
  enforced: boolean,
  words: Sentences,
): Capabilities['isolation'][number] {
  return enforced
    ? { capability: name, state: 'enforced', sentence: words.enforced }
    : { capability: name, state: 'advisory', sentence: words.advisory };
}
