/** Who was told by one run: asked whenever its details are opened. */
export const ledgerByRun = `
CREATE INDEX ledger_by_run ON ledger (run) WHERE run IS NOT NULL;
`;
