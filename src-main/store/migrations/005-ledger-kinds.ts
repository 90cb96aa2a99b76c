/**
 * What an entry of the ledger is: a request of the broker's own, a question to a name server, a tunnel (of which only
 * host, port, bytes and time are known), or a link that was opened outside.
 */
export const ledgerKinds = `
ALTER TABLE ledger ADD COLUMN kind TEXT NOT NULL DEFAULT 'request';
CREATE INDEX ledger_by_host ON ledger (host);
`;
