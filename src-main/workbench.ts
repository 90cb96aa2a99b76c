import { join } from 'node:path';
import { createBroker } from './broker/create-broker.ts';
import type { Capabilities } from './contract/capabilities.ts';
import { Failure } from './contract/failure.ts';
import type { PatternType } from './contract/settings.ts';
import { createIsolation } from './processes/isolation.ts';
import { createLauncher } from './processes/launcher.ts';
import { openTaskThreads } from './processes/tasks.ts';
import { createScheduler } from './runs/scheduler.ts';
import { createFlairbenchRuntime } from './runtimes/flairbench/run.ts';
import type { Store } from './store/store.ts';
import { openVault } from './vault/open-vault.ts';
import type { KeyBackend } from './vault/vault.ts';
import { openBundleDesk } from './workbench/bundles.ts';
import { checkSets } from './workbench/choices.ts';
import { createCredentialTest } from './workbench/credential-test.ts';
import { createComparisons } from './workbench/comparisons.ts';
import { openDataDesk } from './workbench/data.ts';
import { createDocumentDesk } from './workbench/documents.ts';
import { openEnricherDesk } from './workbench/enrichers.ts';
import { createEvents } from './workbench/events.ts';
import { createObservableDesk } from './workbench/observables.ts';
import { createPasteDesk } from './workbench/pastes.ts';
import { createPlanner } from './workbench/planner.ts';
import { createProgress } from './workbench/progress.ts';
import { createRequestDesk } from './workbench/requests.ts';
import { createKept } from './workbench/kept.ts';
import { asKept } from './workbench/ledger.ts';
import { createLinkGate } from './workbench/links.ts';
import { checkNetwork, createNetworkDesk } from './workbench/network.ts';
import { runClock } from './workbench/run-clock.ts';
import { openSettings } from './workbench/settings.ts';
import { createTextShelf } from './workbench/texts.ts';

/** Everything that differs between shells and machines comes in here; nothing below asks the environment. */
export type WorkbenchOptions = {
  readonly shell: Capabilities['shell'];
  readonly version: string;
  /** closed together with the workbench */
  readonly store: Store;
  readonly dataFolder: string;
  /** folder of the compiled enrichers that ship with the app */
  readonly builtInEnrichers: string;
  /** the Node binary that runs enrichers */
  readonly node: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly keyBackends: readonly KeyBackend[];
  readonly now: () => string;
  /** bugs and failing disks, for the log */
  readonly report: (error: unknown, what: string) => void;
};

export type Workbench = Awaited<ReturnType<typeof openWorkbench>>;

export async function openWorkbench(options: WorkbenchOptions) {
  const { store } = options;
  const events = createEvents();
  const threads = openTaskThreads(2);
  const ending = new AbortController();
  const vault = openVault({ folder: options.dataFolder, backends: options.keyBackends });
  const bundles = await openBundleDesk({
    store,
    builtIn: options.builtInEnrichers,
    installed: join(options.dataFolder, 'bundles'),
    now: options.now,
  });
  const settings = await openSettings(store, (problem) =>
    options.report(new Failure('BAD_INPUT', problem), 'reading the settings'),
  );
  const desk = await openEnricherDesk({
    installed: bundles.enrichers,
    settings,
    definedTypes: () => settings.current().patternTypes.map(({ name }) => name),
    vault,
  });
  const network = createNetworkDesk({
    network: () => settings.current().network,
    environment: options.environment,
    vault,
    readAuthorities: (file) => threads.run('readAuthorities', { file }, ending.signal),
  });
  const isolation = createIsolation(options);
  const launcher = createLauncher({ ...options, isolation });
  const documents = createDocumentDesk({ launcher });
  const runtime = createFlairbenchRuntime({
    launcher,
    clock: runClock,
    // Enrichers take turns: the processes of one wait while the others run.
    poolSize: settings.current().concurrency + 4,
  });

  const scheduler = createScheduler({
    store,
    enricher: desk.byId,
    runtime: (dialect) => (dialect === runtime.dialect ? runtime : null),
    broker: createBroker({
      writeLedger: (entry) => store.writer.appendLedger([entry]),
      now: options.now,
      airGapped: () => settings.current().airGapped,
      proxyFor: network.proxyFor,
      authorities: network.authorities,
      meter: store.writer,
    }),
    credentials: (appName) => vault.read(appName),
    parse: (input, context) => threads.run('parse', { input, context }, ending.signal),
    isInternal: settings.internal,
    ownConfirmed: () => settings.current().ownConfirmed,
    airGapped: () => settings.current().airGapped,
    concurrency: () => settings.current().concurrency,
    now: options.now,
    after,
    changed({ observableId, pasteId }) {
      events.observable(observableId);
      if (pasteId !== null) events.paste(pasteId);
      events.plain('queue');
    },
    report(error, what) {
      options.report(error, what);
      if (error instanceof Failure) events.failure(error.message);
    },
  });

  const comparisons = createComparisons(
    store.reader,
    (input) => threads.run('compare', input, ending.signal),
    (id) => desk.byId(id)?.bundle.volatile ?? [],
  );
  const queued = () => {
    events.plain('queue');
    scheduler.wake();
  };
  const data = openDataDesk({ ...options, settings, events, cancel: scheduler.cancel });
  const texts = createTextShelf();
  const plan = createPlanner({ store, desk, settings, now: options.now });
  const pastes = createPasteDesk({
    store,
    desk,
    settings,
    texts,
    threads,
    ending: ending.signal,
    plan,
    queued(pasteId) {
      events.paste(pasteId);
      queued();
    },
  });
  const observables = createObservableDesk({
    store,
    desk,
    settings,
    comparisons,
    now: options.now,
  });
  const requests = createRequestDesk({
    store,
    desk,
    settings,
    scheduler,
    plan,
    now: options.now,
    queued(observableIds) {
      for (const id of observableIds) events.observable(id);
      queued();
    },
  });

  const progress = createProgress({ store, desk, settings, now: options.now });
  const testCredential = createCredentialTest({ desk, requests });

  function checkPatternTypes(patternTypes: readonly PatternType[]) {
    return threads.run('checkPatternTypes', { patternTypes }, ending.signal);
  }

  async function lookAtBundles(): Promise<void> {
    if (!(await bundles.lookAgain())) return;
    await desk.refresh();
    events.plain('enrichers');
  }
  const stopListening = store.onForeignChange(() => {
    void settings
      .reload()
      .then(() => desk.refresh())
      .then(lookAtBundles)
      .catch((error: unknown) => options.report(error, 'reading what another process changed'));
    events.plain('everything');
    scheduler.wake();
  });

  return {
    pastes,
    changeText: texts.change,
    requests,
    progress,
    prefer: store.writer.preferRequests,
    desk,
    settings,
    data,
    bundleProblems: bundles.problems,

    async installBundle(source: string, signal: AbortSignal) {
      const bundle = await bundles.install(source, signal);
      await lookAtBundles();
      return bundle;
    },
    async readDocument(file: File, signal: AbortSignal | undefined) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const signals = signal === undefined ? [ending.signal] : [ending.signal, signal];
      return documents.read({ name: file.name, bytes }, AbortSignal.any(signals));
    },
    compare: comparisons,
    listen: events.listen,
    reader: store.reader,
    ledger: (query: Parameters<typeof store.reader.ledger>[0]) =>
      store.reader.ledger(asKept(query)),
    openLink: createLinkGate({ store, settings, now: options.now }),

    ...createKept(store, texts),

    async capabilities(): Promise<Capabilities> {
      return {
        version: options.version,
        shell: options.shell,
        oneTimeLink: options.shell === 'loopback',
        isolation: [...(await isolation()).capabilities],
        dataFolder: options.dataFolder,
      };
    },

    observables: observables.page,
    flair: observables.flair,

    async correctPaste(id: number, edits: Parameters<typeof pastes.correct>[1]) {
      await pastes.correct(id, edits);
      events.paste(id);
    },

    async changePaste(id: number, change: Parameters<typeof pastes.change>[1]) {
      await pastes.change(id, change);
      events.paste(id);
      events.plain('everything');
    },

    async cancel(which: Parameters<typeof scheduler.cancel>[0]) {
      const cancelled = await scheduler.cancel(which);
      events.plain('everything');
      return cancelled;
    },

    async resumeThen(requestIds: readonly number[]) {
      const resumed = await scheduler.resumeThen(requestIds);
      events.plain('everything');
      return resumed;
    },

    async resume() {
      const resumed = await requests.resume();
      events.plain('everything');
      scheduler.wake();
      return resumed;
    },

    async discard() {
      const discarded = await store.writer.discardLeftover();
      events.plain('everything');
      return discarded;
    },

    async changeEnricher(id: string, change: Parameters<typeof desk.change>[1]) {
      await desk.change(id, change);
      events.plain('enrichers');
    },

    testCredential,

    vault: {
      status: vault.status,
      wantsPassphrase: vault.wantsPassphrase,
      async protect(choice: Parameters<typeof vault.protect>[0]) {
        await vault.protect(choice);
        events.plain('enrichers');
      },
      async unlock(passphrase: string) {
        await vault.unlock(passphrase);
        // What was locked is there now, and tells one account from another.
        await desk.refresh();
        events.plain('enrichers');
      },
    },

    async setCredential(appName: string, name: string, value: string | null) {
      await desk.setCredential(appName, name, value);
      events.plain('enrichers');
    },

    checkPatternTypes,

    network,
    async setProxyCredentials(given: Parameters<typeof network.setCredentials>[0]) {
      await network.setCredentials(given);
      events.plain('settings');
    },
    async changeSettings(change: Parameters<typeof settings.change>[0]) {
      const { patternTypes } = change;
      const [problem] = patternTypes === undefined ? [] : await checkPatternTypes(patternTypes);
      if (problem !== undefined) {
        const name = patternTypes?.[problem.index]?.name ?? '';
        throw new Failure('BAD_INPUT', `Type "${name}": ${problem.sentence}`);
      }
      if (change.network !== undefined) checkNetwork(change.network);
      if (change.sets !== undefined) checkSets(change.sets, desk.all());
      await settings.change(change);
      if (change.retention !== undefined) data.retentionChanged();
      // Which enrichers take what an admin defined hangs on the names of these types.
      if (patternTypes !== undefined) await desk.refresh();
      events.plain('settings');
      events.plain('enrichers');
    },

    /** Stops what runs, writes it down, and ends every process and thread. */
    async close() {
      stopListening();
      await scheduler.close();
      await data.close();
      await runtime.close();
      ending.abort();
      await threads.close();
      events.close();
      await store.close();
    },
  };
}

function after(milliseconds: number, action: () => void): () => void {
  const timer = setTimeout(action, milliseconds);
  return () => clearTimeout(timer);
}
