import { expect, test } from 'vitest';
import { isWhole, searchQuery, searchWords } from './search-query.ts';

const all = { prefix: true, keys: [] };

test.each([
  { words: 'phishing', query: 'text : ("phishing" *)' },
  { words: '  two   words ', query: 'text : ("two" AND "words" *)' },
  { words: 'a"b OR NEAR(', query: 'text : ("a""b" AND "OR" AND "NEAR(" *)' },
  { words: '- * ^ word', query: 'text : ("word" *)' },
  { words: '" * (', query: null },
  { words: '', query: null },
])('"$words" becomes $query', ({ words, query }) => {
  const parsed = searchWords(words);
  expect(parsed === null ? null : searchQuery(parsed, all)).toBe(query);
});

test('filters are words of their own column', () => {
  const keys = ['e3', 'o4'];
  expect([
    searchQuery({ whole: [], last: 'x' }, { prefix: false, keys }),
    searchQuery(null, { prefix: false, keys }),
  ]).toEqual(['text : ("x") AND keys : "e3" AND keys : "o4"', 'keys : "e3" AND keys : "o4"']);
});

test.each([
  { word: 'phish', hits: 5, whole: false },
  { word: 'phish', hits: 101, whole: true },
  { word: 'ab', hits: 0, whole: true },
  { word: 'evil.example', hits: 0, whole: false },
  { word: 'evil.example', hits: 1, whole: true },
  { word: '(phish)', hits: 1, whole: false },
])('$word with $hits hits is whole: $whole', ({ word, hits, whole }) => {
  expect(isWhole(word, hits, 100)).toBe(whole);
});
