import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RawOutput } from '../../contract/run.ts';
import type { Captured } from '../../processes/captured-output.ts';
import type { LaunchedProcess } from '../../processes/launcher.ts';
import { readLines } from '../../processes/lines.ts';
import type { RuntimeResult } from '../runtime.ts';
import type { Clock } from './allowance.ts';
import {
  type ChildEvent,
  type Conclusion,
  converse,
  type RunInProcess,
  sayTo,
} from './conversation.ts';
import { endedWithoutResult } from './endings.ts';
import { maximumLineBytes, readFromChild } from './protocol.ts';
import type { SecretMask } from './secrets.ts';

/** One child with a runner in it. It does one run at a time, and as many one after the other as it is asked for. */
export interface EnricherProcess {
  /** false: it has ended, or what it did last leaves no trust for another run */
  usable(): boolean;
  /** Rejects only for bugs of ours. */
  run(order: RunInProcess, signal: AbortSignal): Promise<RuntimeResult & { inherited: boolean }>;
  end(): Promise<void>;
}

/** what a stopped enricher has to tidy up before it is killed */
const tidyMs = 50;

export function createEnricherProcess(child: LaunchedProcess, clock: Clock): EnricherProcess {
  let usable = true;
  const distrust = () => {
    usable = false;
    void child.kill();
  };
  // Between runs nobody was asked anything: whoever talks then gets no further run.
  let hear: (event: ChildEvent) => void = distrust;
  readLines(child.fromChild, {
    maximumBytes: maximumLineBytes,
    onLine: (line) => hear({ type: 'message', message: readFromChild(line) }),
    onTooLong: () => hear({ type: 'too_long' }),
    onEnd: (rest) => hear({ type: 'closed', rest }),
  });
  void child.ended.then(() => {
    usable = false;
  });

  async function run(order: RunInProcess, signal: AbortSignal) {
    // What came between two runs belongs to neither.
    child.takeOutput();
    const conversation = converse(child, order, clock, signal);
    hear = conversation.hear;
    let conclusion: Conclusion;
    try {
      conclusion = await conversation.conclusion;
    } catch (bug) {
      usable = false;
      await child.kill();
      throw bug;
    }
    const goesOn = conclusion.by === 'enricher' && !order.last && usable;
    if (conclusion.by === 'enricher') {
      hear = goesOn ? distrust : () => {};
      // What was printed before the result lies in the pipes: one turn of the loop reads it.
      await nextTurn();
    }
    if (!goesOn) usable = false;
    const exitCode = goesOn ? null : await endAfter(conclusion, child, clock, order);
    const raw = rawOutput(child, order.mask);
    if (goesOn) usable = usable && (await emptyFolder(child.folder));
    return {
      ending:
        conclusion.by === 'process'
          ? endedWithoutResult(conclusion.end, raw.stderr)
          : conclusion.ending,
      messages: conversation.messages(),
      raw,
      exitCode,
      hosts: conversation.hosts(),
      inherited: conclusion.by !== 'enricher' && conclusion.inherited,
    };
  }

  return {
    usable: () => usable,
    run,
    async end() {
      usable = false;
      await child.kill();
    },
  };
}

/**
 * Brings the process to its end in the manner that fits who ended the run. Gives its exit code, null where it did
 * not end by itself.
 */
async function endAfter(
  conclusion: Conclusion,
  child: LaunchedProcess,
  clock: Clock,
  order: RunInProcess,
): Promise<number | null> {
  if (conclusion.by === 'process') return conclusion.end.exitCode;
  if (conclusion.by === 'enricher') {
    // All that was asked of it is here: taking its memory apart would cost every run some milliseconds.
    child.dismiss();
    return null;
  }
  sayTo(child, { type: 'cancel', run: order.request.runId });
  const insist = clock.after(tidyMs, () => {
    void child.kill();
  });
  const end = await child.ended;
  insist();
  return end.exitCode;
}

function rawOutput(child: LaunchedProcess, mask: SecretMask): RawOutput {
  const { stdout, stderr } = child.takeOutput();
  const masked = ({ text, cut }: Captured) => (cut ? mask.cutText(text) : mask.text(text));
  return {
    stdout: masked(stdout),
    stderr: masked(stderr),
    stdoutCut: stdout.cut,
    stderrCut: stderr.cut,
  };
}

/** Every run finds an empty working folder. False when something would not go away. */
async function emptyFolder(folder: string): Promise<boolean> {
  try {
    const names = await readdir(folder);
    await Promise.all(
      names.map((name) => rm(join(folder, name), { recursive: true, force: true })),
    );
    return true;
  } catch {
    return false;
  }
}
