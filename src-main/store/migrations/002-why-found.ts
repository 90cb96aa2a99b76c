/** What made a find this type. Pastes from before say nothing. */
export const whyFound = `
ALTER TABLE occurrences ADD COLUMN why TEXT NOT NULL DEFAULT '';
`;
