import { implement, ORPCError } from '@orpc/server';
import { api } from './contract/api.ts';
import type { WorkbenchEvent } from './contract/events.ts';
import { Failure, failureCodes } from './contract/failure.ts';
import { pageText } from './contract/pages.ts';
import { withoutUndefined } from './workbench/defined.ts';
import type { Workbench } from './workbench.ts';

export type RouterOptions = {
  readonly workbench: Workbench;
  /** loopback only: makes another address that can be used once */
  readonly oneTimeLink: () => string;
  readonly report: (error: unknown, what: string) => void;
};

/** Contract to workbench, one line a procedure. Only expected failures cross with their words. */
export function createRouter({ workbench, oneTimeLink, report }: RouterOptions) {
  const { reader } = workbench;
  const contract = implement(api).use(async ({ next, path, signal }) => {
    try {
      return await next();
    } catch (error) {
      // Nobody waits for the answer any more: what broke off because of that is no bug.
      if (signal?.aborted === true) throw error;
      throw crossing(error, path.join('.'), report);
    }
  });

  return contract.router({
    capabilities: contract.capabilities.handler(() => workbench.capabilities()),
    events: contract.events.handler(({ signal }) => eventsOf(workbench, signal)),
    oneTimeLink: contract.oneTimeLink.handler(() => oneTimeLink()),

    documents: {
      read: contract.documents.read.handler(({ input, signal }) =>
        workbench.readDocument(input, signal),
      ),
    },
    changeText: contract.changeText.handler(({ input }) => workbench.changeText(input)),
    extract: contract.extract.handler(({ input }) => workbench.pastes.extract(input.text)),
    finds: contract.finds.handler(({ input }) => workbench.pastes.finds(input.reading, input.page)),
    rewrite: contract.rewrite.handler(({ input }) => workbench.pastes.rewrite(input)),
    plan: contract.plan.handler(({ input, signal }) => workbench.pastes.plan(input, signal)),

    pastes: {
      rewrite: contract.pastes.rewrite.handler(({ input }) =>
        workbench.pastes.rewritePaste(input.id, input.form),
      ),
      submit: contract.pastes.submit.handler(({ input }) => workbench.pastes.submit(input)),
      list: contract.pastes.list.handler(({ input }) => reader.pastes(input)),
      get: contract.pastes.get.handler(async ({ input }) => {
        const paste = found(await reader.paste(input.id), 'That paste is not here any more.');
        return { ...paste, finds: paste.finds.map(pageText) };
      }),
      correct: contract.pastes.correct.handler(({ input }) =>
        workbench.correctPaste(input.id, input.edits),
      ),
      update: contract.pastes.update.handler(({ input: { id, ...change } }) =>
        workbench.changePaste(id, withoutUndefined(change)),
      ),
    },

    observables: {
      list: contract.observables.list.handler(({ input }) => workbench.observables(input)),
      flair: contract.observables.flair.handler(({ input }) => workbench.flair(input.observableId)),
    },

    runs: {
      get: contract.runs.get.handler(async ({ input }) =>
        found(await reader.run(input.id), `There is no run ${input.id}.`),
      ),
      raw: contract.runs.raw.handler(async ({ input }) =>
        found(await reader.raw(input.id), `There is no run ${input.id}.`),
      ),
      table: contract.runs.table.handler(({ input: { id, ...query } }) =>
        reader.table({ runId: id, ...query }),
      ),
      list: contract.runs.list.handler(({ input, signal }) =>
        reader.runs(withoutUndefined(input), signal),
      ),
      facets: contract.runs.facets.handler(({ input, signal }) =>
        reader.facets(withoutUndefined(input), signal),
      ),
      compare: contract.runs.compare.handler(({ input }) =>
        workbench.compare(input.before, input.after),
      ),
      pin: contract.runs.pin.handler(({ input }) => workbench.data.pin(input.id, input.pinned)),
      again: contract.runs.again.handler(({ input }) => workbench.requests.again(input)),
      cancel: contract.runs.cancel.handler(async ({ input }) => ({
        cancelled: await workbench.cancel(
          withoutUndefined({
            ids: input.requestIds,
            pasteId: input.pasteId,
            observableIds: input.observableIds,
            enricherId: input.enricherId,
          }),
        ),
      })),
    },

    queue: {
      progress: contract.queue.progress.handler(({ input }) => workbench.progress(input.pasteId)),
      prefer: contract.queue.prefer.handler(({ input }) => workbench.prefer([input.observableId])),
      resume: contract.queue.resume.handler(async () => ({ resumed: await workbench.resume() })),
      resumeThen: contract.queue.resumeThen.handler(async ({ input }) => ({
        resumed: await workbench.resumeThen(input.requestIds),
      })),
      discard: contract.queue.discard.handler(async () => ({
        discarded: await workbench.discard(),
      })),
    },

    enrichers: {
      problems: contract.enrichers.problems.handler(() => [...workbench.bundleProblems()]),
      list: contract.enrichers.list.handler(() => workbench.desk.described()),
      change: contract.enrichers.change.handler(({ input }) =>
        workbench.changeEnricher(input.id, input.change),
      ),
      testCredential: contract.enrichers.testCredential.handler(({ input, signal }) =>
        workbench.testCredential(input.appName, signal ?? new AbortController().signal),
      ),
      setCredential: contract.enrichers.setCredential.handler(({ input }) =>
        workbench.setCredential(input.appName, input.name, input.value),
      ),
    },

    settings: {
      get: contract.settings.get.handler(() => workbench.settings.current()),
      change: contract.settings.change.handler(({ input }) => workbench.changeSettings(input)),
      checkPatternTypes: contract.settings.checkPatternTypes.handler(async ({ input }) => [
        ...(await workbench.checkPatternTypes(input.patternTypes)),
      ]),
    },

    network: {
      status: contract.network.status.handler(() => workbench.network.status()),
      setCredentials: contract.network.setCredentials.handler(({ input }) =>
        workbench.setProxyCredentials(input),
      ),
    },

    vault: {
      status: contract.vault.status.handler(() => workbench.vault.status()),
      protect: contract.vault.protect.handler(({ input }) => workbench.vault.protect(input)),
      unlock: contract.vault.unlock.handler(({ input }) =>
        workbench.vault.unlock(input.passphrase),
      ),
    },

    data: {
      size: contract.data.size.handler(() => reader.storeSize()),
      wouldGo: contract.data.wouldGo.handler(({ input }) => workbench.data.wouldGo(input)),
      wouldPurge: contract.data.wouldPurge.handler(({ input }) => workbench.data.wouldPurge(input)),
      purge: contract.data.purge.handler(({ input }) => workbench.data.purge(input)),
      check: contract.data.check.handler(() => workbench.data.check()),
      backups: contract.data.backups.handler(() => workbench.data.backups()),
      backUp: contract.data.backUp.handler(() => workbench.data.backUp(null)),
      compact: contract.data.compact.handler(() => workbench.data.compact()),
    },

    windowMemory: {
      get: contract.windowMemory.get.handler(() => workbench.windowMemory.get()),
      keep: contract.windowMemory.keep.handler(({ input }) => workbench.windowMemory.keep(input)),
    },

    draft: {
      get: contract.draft.get.handler(() => workbench.draft.get()),
      keep: contract.draft.keep.handler(({ input }) => workbench.draft.keep(input)),
    },

    ledger: contract.ledger.handler(({ input }) => workbench.ledger(withoutUndefined(input))),
    openLink: contract.openLink.handler(({ input }) => workbench.openLink(input)),
  });
}

function found<T>(value: T | null, sentence: string): T {
  if (value === null) throw new Failure('NOT_FOUND', sentence);
  return value;
}

/** A failure crosses with its code and sentence; anything else is a bug, and only the log gets its details. */
function crossing(error: unknown, path: string, report: RouterOptions['report']): unknown {
  if (error instanceof ORPCError) return error;
  if (error instanceof Failure) {
    return new ORPCError(error.code, { status: failureCodes[error.code], message: error.message });
  }
  report(error, path);
  return new ORPCError('INTERNAL_SERVER_ERROR', {
    message: 'Flairbench failed at this. The log in the data folder has the details.',
  });
}

async function* eventsOf(
  workbench: Pick<Workbench, 'listen'>,
  signal: AbortSignal | undefined,
): AsyncGenerator<WorkbenchEvent> {
  const waiting: WorkbenchEvent[] = [];
  let wake = Promise.withResolvers<void>();
  const stop = workbench.listen((event) => {
    waiting.push(event);
    wake.resolve();
  });
  signal?.addEventListener('abort', () => wake.resolve(), { once: true });
  try {
    for (;;) {
      yield* waiting.splice(0);
      await wake.promise;
      if (signal?.aborted === true) return;
      wake = Promise.withResolvers<void>();
    }
  } finally {
    stop();
  }
}
