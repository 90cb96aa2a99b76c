import { describe, expect, test } from 'vitest';
import { drawn, pdfOf } from './fixtures/files.ts';
import { read } from './fixtures/read.ts';

describe('a PDF', () => {
  test('is its information, its lines, its links and its scripts', async () => {
    const bytes = pdfOf(drawn('C2 at 91.92.240[.]13', 'and evil.example'), {
      page: '/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://link.example/p) >> >> << /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F (\\\\\\\\files.example\\\\a.exe) >> >>]',
      catalog: '/OpenAction << /S /JavaScript /JS (app.launchURL\\("http://js.example"\\)) >>',
    });
    expect(await read('pdf', bytes)).toEqual({
      text: [
        'Title: Quarterly figures',
        'Author: Mallory',
        '',
        'C2 at 91.92.240[.]13',
        'and evil.example',
        '<https://link.example/p>',
        '<\\\\files.example\\a.exe>',
        '',
        'Scripts:',
        'app.launchURL("http://js.example")',
      ].join('\n'),
      notes: ['It holds scripts, which were not run.'],
    });
  });

  test('of pictures only says so, and keeps what can be clicked', async () => {
    const page =
      '/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://link.example/) >> >>]';
    expect(await read('pdf', pdfOf('', { page }))).toEqual({
      text: 'Title: Quarterly figures\nAuthor: Mallory\n\n<https://link.example/>',
      notes: ['This PDF holds pictures only. Recognise its text (OCR) first to have it searched.'],
    });
  });
});
