/**
 * Whose turn it is: pastes, and what was asked together without one, take turns in the queue of each enricher. The
 * index finds the next ones of every enricher by a look each, however many are queued; another one finds those whose
 * wait is over.
 */
export const turns = `
ALTER TABLE requests ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
DROP INDEX requests_open;
CREATE INDEX requests_open ON requests (owner, state, enricher, priority DESC, turn, id) WHERE state <> 'done';
CREATE INDEX requests_waiting ON requests (owner, waiting_until) WHERE state = 'waiting';
`;
