import type { Reader, Writer } from './store.ts';

/** The methods that cross to the workers; the types make sure that none is missing. */
export const writerMethods = {
  savePaste: true,
  changePaste: true,
  editObservable: true,
  saveObservable: true,
  addRequests: true,
  claimRequests: true,
  holdRequest: true,
  endRequest: true,
  cancelRequests: true,
  resumeLeftover: true,
  discardLeftover: true,
  startRun: true,
  finishRun: true,
  appendLedger: true,
  setDocument: true,
} as const satisfies Record<keyof Writer, true>;

export const readerMethods = {
  pastes: true,
  paste: true,
  observables: true,
  storedObservables: true,
  observablesOfPaste: true,
  findObservable: true,
  knownObservables: true,
  flair: true,
  effectiveTlp: true,
  run: true,
  raw: true,
  table: true,
  tableRests: true,
  runs: true,
  freshRun: true,
  freshOf: true,
  requests: true,
  progress: true,
  startedSince: true,
  ledger: true,
  document: true,
} as const satisfies Record<keyof Reader, true>;
