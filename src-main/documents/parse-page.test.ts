import { describe, expect, test } from 'vitest';
import { textOf } from './fixtures/read.ts';

describe('a page', () => {
  test.each<[what: string, html: string, expected: string]>([
    ['keeps words and lines', '<p>one  two<br>three</p><div>four</div>', 'one two\nthree\nfour'],
    ['keeps columns', '<table><tr><td>a<td>b</tr><tr><td>c<td>d</table>', 'a\tb\nc\td'],
    [
      'keeps where a link leads',
      '<a href="https://evil.example/?a=1&amp;b=2">https://bank.example</a>!',
      'https://bank.example <https://evil.example/?a=1&b=2> !',
    ],
    [
      'does not say an address twice',
      '<a href="https://a.example">https://a.example</a>',
      'https://a.example',
    ],
    [
      'keeps pictures, forms, frames and scripts',
      '<img src=http://t.example/p.gif><form action="//f.example/x"><iframe src="https://i.example"></iframe><script src="https://s.example/a.js"></script>',
      '<http://t.example/p.gif>\n<//f.example/x>\n<https://i.example>\n<https://s.example/a.js>',
    ],
    [
      'keeps what a refresh leads to',
      '<meta http-equiv="refresh" content="0; url=next.php"><p>wait',
      '<0; url=next.php>\nwait',
    ],
    [
      'keeps addresses in any attribute',
      '<p onclick="location=\'http://c.example\'" data-x="mailto:a@b.example">x',
      "<location='http://c.example'> <mailto:a@b.example> x",
    ],
    [
      'leaves out name spaces and pictures within',
      '<p xmlns:o="http://n.example" style="x"><img src="data:image/png;base64,AAAA">x',
      'x',
    ],
    [
      'leaves out where it leads to itself',
      '<a href="#top">up</a> <a href="/home">home</a>',
      'up home',
    ],
    ['keeps comments', '<p>a<!-- see http://c.example -->b', 'a\n<!-- see http://c.example -->\nb'],
    [
      'keeps scripts as text at its end',
      '<p>a<script>var u = "http://x" + 1 < 2;</script>b',
      'ab\n\nScripts:\nvar u = "http://x" + 1 < 2;',
    ],
    [
      'keeps of styles what they load',
      '<style>@import "https://c.example/a.css"; p { background: url(//b.example/p.png) }</style>x',
      'x\n\nScripts:\nhttps://c.example/a.css\n//b.example/p.png',
    ],
    ['keeps what is preformatted', '<pre>a\n  b</pre>', 'a\n  b'],
    ['knows entities', '<p>a&amp;b &lt;c&gt; &#46;&nbsp;d', 'a&b <c> . d'],
  ])('%s', async (_what, html, expected) => {
    expect(await textOf('html', `<html>${html}`)).toBe(expected);
  });
});
