import { describe, expect, it } from 'vitest';
import { widgetOf } from './fixtures/parse.ts';

describe('items', () => {
  it.each([
    ['a bare text', 'a', { kind: 'String', value: 'a' }],
    ['a bare number', 1.5, { kind: 'Float', value: 1.5 }],
    ['a bare truth', true, { kind: 'Boolean', value: true }],
    [
      'a list',
      [1, 'b'],
      {
        kind: 'Composite',
        value: [
          { kind: 'Integer', value: 1 },
          { kind: 'String', value: 'b' },
        ],
      },
    ],
    [
      'a kind with a list',
      { kind: 'IPv4', value: ['192.0.2.1'] },
      { kind: 'Composite', value: [{ kind: 'IPv4', value: '192.0.2.1' }] },
    ],
    [
      'a colour name',
      { value: 'a', colour: 'SteelBlue' },
      { kind: 'String', value: 'a', colour: '#4682b4' },
    ],
    [
      'hex without #',
      { value: 'a', background: 'FFF' },
      { kind: 'String', value: 'a', background: '#ffffff' },
    ],
    ['an absurd size', { value: 'a', size: 1e9 }, { kind: 'String', value: 'a', size: 48 }],
    ['control characters', 'a\u0000\u001b[31m\u0085b\r\nc', { kind: 'String', value: 'a[31mb\nc' }],
    ['a lone surrogate', 'a\ud800b', { kind: 'String', value: 'a\ufffdb' }],
    ['a direction override', 'exe\u202egpj', { kind: 'String', value: 'exe[U+202E]gpj' }],
    ['an infinite number', Number.POSITIVE_INFINITY, { kind: 'String', value: null }],
    [
      'a web link',
      { kind: 'Link', value: 'https://example.com' },
      { kind: 'Link', value: 'https://example.com' },
    ],
    [
      'a relative link',
      { kind: 'Link', value: 'detail/v2/ip?value=1' },
      { kind: 'Link', value: 'detail/v2/ip?value=1' },
    ],
    [
      'a mail link',
      { kind: 'Link', value: 'mailto:a@example.com' },
      { kind: 'Link', value: 'mailto:a@example.com' },
    ],
  ])('%s', (_name, item, expected) => {
    expect(widgetOf({ type: 'text', item }).widget).toEqual({
      type: 'text',
      item: expected,
      lineBreak: true,
    });
  });

  it.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'vbscript:x',
    '//example.com/x',
    '\\\\example.com\\x',
    'ms-msdt:/id',
  ])('the link %j is shown as text', (value) => {
    const { widget, problems } = widgetOf({ type: 'text', item: { kind: 'Link', value } });
    expect({ kind: widget?.type === 'text' && widget.item.kind, problems }).toEqual({
      kind: 'String',
      problems: ['A link to something else than http, https or mailto is shown as text.'],
    });
  });

  it.each([
    [
      'an unknown colour',
      { value: 'a', colour: 'url(x)' },
      'The colour "url(x)" is not known; it was left out.',
    ],
    [
      'an unknown kind',
      { value: 'a', kind: 'Html' },
      'The item kind "Html" does not exist; it is shown as text.',
    ],
    [
      'an object as value',
      { value: { a: 1 } },
      'An object stood where a plain value belongs; it is shown as JSON.',
    ],
  ])('%s is told', (_name, item, problem) => {
    expect(widgetOf({ type: 'text', item }).problems).toEqual([problem]);
  });
});
