/**
 * Bodies are packed with a dictionary from here on, so an older Flairbench must not open the file. The history of an
 * enricher is in the order of its runs, which its index has by itself; how long it is, is counted as it grows, for
 * counting a million takes longer than showing a page of them.
 */
export const smallerRuns = `
DROP INDEX runs_by_enricher;
CREATE INDEX runs_by_enricher ON runs (enricher);

ALTER TABLE enrichers ADD COLUMN finished_runs INTEGER NOT NULL DEFAULT 0;
UPDATE enrichers SET finished_runs = (SELECT count(*) FROM runs WHERE enricher = enrichers.id)
  - (SELECT count(*) FROM runs WHERE enricher = enrichers.id AND outcome IS NULL);
CREATE TRIGGER runs_finished AFTER UPDATE OF outcome ON runs WHEN NEW.outcome IS NOT NULL
BEGIN UPDATE enrichers SET finished_runs = finished_runs + 1 WHERE id = NEW.enricher; END;
CREATE TRIGGER runs_removed AFTER DELETE ON runs WHEN OLD.outcome IS NOT NULL
BEGIN UPDATE enrichers SET finished_runs = finished_runs - 1 WHERE id = OLD.enricher; END;
`;
