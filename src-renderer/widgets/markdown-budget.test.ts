import { describe, expect, it } from 'vitest';
import { budgetMarkdown } from './markdown-budget.ts';

const table = `| a | b | c |\n|---|---|---|\n${'| 1.2.3.4 | evil.example | tor |\n'.repeat(1000)}`;
const prose = 'word **bold** [link](https://a.example) word.\n\n'.repeat(1200);

describe('budgetMarkdown', () => {
  it.each([
    ['nothing', ''],
    ['a short report', '# Title\n\n- one\n- two\n'],
    ['a table of a thousand rows', table],
    ['fifty kilobytes of prose', prose],
  ])('keeps %s whole', (_name, markdown) => {
    expect(budgetMarkdown(markdown)).toEqual({ head: markdown, rest: '' });
  });

  it.each([
    ['closers without openers', 'a]'.repeat(65_000), 0],
    ['mismatched emphasis', '*a_ '.repeat(50_000), 0],
    ['nested quotes', '>'.repeat(50_000), 0],
    ['nested quotes and lists', '> - '.repeat(20_000), 0],
    [
      'nested lists',
      Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth * 2)}- a`).join('\n'),
      8000,
    ],
    ['underlined headings', 'a\n=\n\n'.repeat(40_000), 20_000],
    ['separate quotes', '> a\n\n'.repeat(40_000), 20_000],
    ['short items', '- a\n'.repeat(50_000), 20_000],
    [
      'rows that are filled up to a thousand columns',
      `|${'a|'.repeat(1000)}\n|${'-|'.repeat(1000)}\n${'|a|\n'.repeat(30_000)}`,
      5000,
    ],
    ['many addresses', 'a:b@c.'.repeat(30_000), 0],
    ['one long line', 'a'.repeat(300_000), 0],
  ])('cuts %s at a line and loses nothing', (_name, markdown, longest) => {
    const { head, rest } = budgetMarkdown(markdown);
    expect(head + rest).toBe(markdown);
    expect(rest).not.toBe('');
    expect(head.length).toBeLessThanOrEqual(longest);
  });

  it('finds its cut in hostile text at once', () => {
    const started = performance.now();
    budgetMarkdown(' '.repeat(100_000) + '*-+>'.repeat(50_000));
    expect(performance.now() - started).toBeLessThan(500);
  });
});
