import { expect, test } from 'vitest';
import { identified } from './fixtures/read.ts';
import { parseDocument } from './parse.ts';

test('a document begins with what it is known by, its name without tricks', async () => {
  const bytes = Buffer.from('<html><p>hello');
  expect(await parseDocument('html', 'C:\\Users\\a\\in\u0000vo\nice\u202efdp.html', bytes)).toEqual(
    {
      text: `File: invoicefdp.html\n${identified(bytes)}\n\nhello`,
      notes: [],
    },
  );
});
