import { expect, test } from 'vitest';
import { searchQuery } from './search-query.ts';

test.each([
  { words: 'phishing', query: 'text : ("phishing" *)' },
  { words: '  two   words ', query: 'text : ("two" AND "words" *)' },
  { words: 'a"b OR NEAR(', query: 'text : ("a""b" AND "OR" AND "NEAR(" *)' },
  { words: '- * ^ word', query: 'text : ("word" *)' },
  { words: '" * (', query: null },
  { words: '', query: null },
])('"$words" becomes $query', ({ words, query }) => {
  expect(searchQuery(words, {})).toBe(query);
});

test('filters are words of their own column', () => {
  expect(searchQuery('x', { enricher: 3, observable: 4 })).toBe(
    'text : ("x" *) AND keys : "e3" AND keys : "o4"',
  );
});
