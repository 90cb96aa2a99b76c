/**
 * What the analyst left out or gave another type keeps its place in the text, as it was found, so that it can be
 * shown and taken back; 'found_type' and 'found_value' only where they differ. 'ticked' was said by hand.
 */
export const corrections = `
ALTER TABLE occurrences ADD COLUMN dropped INTEGER NOT NULL DEFAULT 0;
ALTER TABLE occurrences ADD COLUMN found_type TEXT;
ALTER TABLE occurrences ADD COLUMN found_value TEXT;
ALTER TABLE paste_observables ADD COLUMN ticked INTEGER;
`;
