import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import {
  docxOf,
  drawn,
  mailOf,
  paragraph,
  pdfOf,
  relationships,
} from '../src-main/documents/fixtures/files.ts';
import { expect, paste, runCli, test } from './bench.ts';

/** Files of foreign formats as pastes: dropped, opened, pasted, and on the command line. */

const report = docxOf(
  `${paragraph('The host talked to 45[.]155[.]205[.]233.')}<w:p><w:hyperlink r:id="rId1"><w:r><w:t>the bank</w:t></w:r></w:hyperlink></w:p>`,
  {
    'word/_rels/document.xml.rels': relationships([
      { id: 'rId1', type: 'hyperlink', target: 'https://evil-login.com/bank' },
    ]),
  },
);
const phish = mailOf(
  'Received: from mx.evil-mail.com ([185.220.101.34]) by mx.corp.example',
  'From: <sec@evil-mail.com>',
  'Subject: Invoice',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: application/octet-stream',
  'Content-Transfer-Encoding: base64',
  'Content-Disposition: attachment; filename=invoice.pdf.exe',
  '',
  Buffer.from('MZ evil').toString('base64'),
  '--b--',
);

type Given = { readonly name: string; readonly bytes: Buffer };

/** The page starts with a bare text box, which takes typing only. */
async function ready(page: Page): Promise<void> {
  await expect(boxOf(page)).toHaveAttribute('contenteditable', 'true');
}

/** What a file manager does: files come over the pane, and are let go. */
async function drag(page: Page, kind: 'dragover' | 'drop', files: readonly Given[]): Promise<void> {
  await ready(page);
  const given = files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') }));
  const transfer = await page.evaluateHandle((list) => {
    const data = new DataTransfer();
    for (const { name, base64 } of list) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      data.items.add(new File([bytes], name));
    }
    return data;
  }, given);
  await boxOf(page).dispatchEvent(kind, { dataTransfer: transfer });
}
const drop = (page: Page, ...files: readonly Given[]) => drag(page, 'drop', files);
const boxOf = (page: Page) => page.getByRole('textbox', { name: 'Paste observables' });
const rowOf = (page: Page, value: string | RegExp) =>
  page.getByRole('grid', { name: 'Observables' }).getByRole('row').filter({ hasText: value });

test('a Word document that is dropped is read, named and enriched', async ({ bench }) => {
  const { page } = bench;
  await drag(page, 'dragover', [{ name: 'report.docx', bytes: report }]);
  await expect(page.getByText('Drop to read it here')).toBeVisible();
  await drop(page, { name: 'report.docx', bytes: report });
  await expect(boxOf(page)).toContainText('45[.]155[.]205[.]233');
  await expect(boxOf(page)).toContainText('the bank <https://evil-login.com/bank>');
  await expect(page.getByText('Drop to read it here')).toHaveCount(0);
  await expect(page.getByLabel('Title')).toHaveValue('report.docx');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(rowOf(page, 'evil-login[.]com/bank')).toBeVisible();
});

test('a mail that is dropped gives its way, and its attachments as hashes', async ({ bench }) => {
  const { page } = bench;
  await drop(page, { name: 'phish.eml', bytes: phish });
  await expect(boxOf(page)).toContainText('Attachment: invoice.pdf.exe');
  await expect(page.getByText('Attachments are hashed, not opened.')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(rowOf(page, '185[.]220[.]101[.]34')).toBeVisible();
  await expect(rowOf(page, /sec.*@.*evil-mail/)).toBeVisible();
});

test('files join what stands in the box, each under its name, and undo takes them out', async ({
  bench,
}) => {
  const { page } = bench;
  await paste(page, 'a note about 91.92.240.13');
  await drop(
    page,
    { name: 'phish.eml', bytes: phish },
    { name: 'locked.doc', bytes: Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1') },
    { name: 'list.csv', bytes: Buffer.from('ip,seen\r\n5.188.86.10,yes') },
  );
  await expect(boxOf(page)).toContainText('=== list.csv ===ip,seen5.188.86.10,yes');
  await expect(boxOf(page)).toContainText('a note about 91.92.240.13');
  await expect(
    page.getByText(/^locked\.doc: Its contents were not read.*old binary Office/),
  ).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(boxOf(page)).not.toContainText('list.csv');
});

test('a paste of several files is named after the first, and says how many more', async ({
  bench,
}) => {
  const { page } = bench;
  const csv = (name: string, address: string) => ({ name, bytes: Buffer.from(`ip\r\n${address}`) });
  await drop(page, csv('first.csv', '5.188.86.10'), csv('second.csv', '5.188.86.11'));
  await expect(page.getByLabel('Title')).toHaveValue('first.csv and 1 more');
  await drop(page, csv('third.csv', '5.188.86.12'));
  await expect(page.getByLabel('Title')).toHaveValue('first.csv and 2 more');
  await page.getByLabel('Title').fill('Phishing of today');
  await drop(page, csv('fourth.csv', '5.188.86.13'));
  await expect(boxOf(page)).toContainText('5.188.86.13');
  await expect(page.getByLabel('Title')).toHaveValue('Phishing of today');
});

test('files that are being read do not join another paste that is opened meanwhile', async ({
  bench,
}) => {
  const { page } = bench;
  await paste(page, 'the first about 91.92.240.13');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('row', { name: /91\[\.\]92/ })).toBeVisible();
  await page.getByRole('button', { name: 'New' }).click();
  await paste(page, 'the second about 91.92.240.14');
  await drop(page, { name: 'report.docx', bytes: report }, { name: 'phish.eml', bytes: phish });
  await expect(page.getByText('Reading report.docx…')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('report.docx, phish.eml: not taken, as another paste')).toBeVisible();
  await page.waitForTimeout(3000);
  await expect(boxOf(page)).toHaveText('the second about 91.92.240.14');
});

test('a file is opened by the keyboard, and a text stays as it was written', async ({ bench }) => {
  const { page } = bench;
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open a file…' }).focus();
  await page.keyboard.press('Enter');
  const name = 'iocs.json';
  const buffer = Buffer.from('{"ip_src_addr": "45.155.205.233"}');
  await (await chosen).setFiles([{ name, mimeType: 'application/json', buffer }]);
  await expect(boxOf(page)).toHaveText('{"ip_src_addr": "45.155.205.233"}');
  await expect(page.getByLabel('Title')).toHaveValue(name);
});

test('what cannot be read is given by its hashes, and each file has its line', async ({
  bench,
}) => {
  const { page } = bench;
  await drop(
    page,
    { name: 'sample.exe', bytes: Buffer.from('MZ\0\0\0') },
    { name: 'broken.docx', bytes: report.subarray(0, 200) },
    { name: 'nothing.txt', bytes: Buffer.alloc(0) },
  );
  const about = page.getByRole('group', { name: 'About these files' });
  await expect(about.getByRole('listitem')).toHaveText([
    'nothing.txt: This file is empty.',
    /^sample\.exe: Its contents were not read.*binary data/,
    /^broken\.docx: Its contents were not read.*damaged or incomplete/,
  ]);
  await expect(boxOf(page)).toContainText(
    /sample\.exe.*SHA256: [0-9a-f]{64}.*broken\.docx.*SHA256: [0-9a-f]{64}/,
  );
  await page.getByRole('button', { name: 'Close the notes on files' }).click();
  await expect(about).toHaveCount(0);
});

test('what cannot be taken ends in a sentence, and the box keeps its text', async ({ bench }) => {
  const { page } = bench;
  await paste(page, 'a note about 91.92.240.13');
  await drop(page, { name: 'nothing.txt', bytes: Buffer.alloc(0) });
  await expect(page.getByRole('alert')).toContainText(/This file is empty/);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(51 * 1024 * 1024)], 'huge.log'));
    document
      .querySelector('.cm-content')
      ?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }));
  });
  await expect(page.getByRole('alert')).toContainText('more than 50 MB');
  await expect(boxOf(page)).toHaveText('a note about 91.92.240.13');
});

test('reading can be cancelled, and a file of 45 MB passes', async ({ bench }) => {
  test.slow();
  const { page } = bench;
  await ready(page);
  const dropLarge = (name: string, start: string, repeated: string) =>
    page.evaluate(
      ([name, start, repeated]) => {
        const times = Math.floor((45 * 1024 * 1024) / repeated.length);
        const data = new DataTransfer();
        data.items.add(new File([start, repeated.repeat(times)], name));
        document
          .querySelector('.cm-content')
          ?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }));
      },
      [name, start, repeated] as const,
    );
  await dropLarge('large.html', '<html>', '<b>&amp;<i>');
  await expect(page.getByText('Reading large.html…')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Reading large.html…')).toHaveCount(0);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await dropLarge('large.log', 'seen 45.155.205.233\n', 'nothing to see in this line of a log\n');
  await expect(boxOf(page)).toContainText('seen 45.155.205.233', { timeout: 60_000 });
});

test('New leaves behind the files that are still being read', async ({ bench }) => {
  const { page } = bench;
  await drop(
    page,
    { name: 'report.docx', bytes: report },
    { name: 'phish.eml', bytes: phish },
    { name: 'list.csv', bytes: Buffer.from('ip,seen\r\n5.188.86.10,yes') },
  );
  await expect(page.getByText('Reading report.docx…')).toBeVisible();
  await page.getByRole('button', { name: 'New' }).click();
  await expect(page.getByText(/^Reading/)).toHaveCount(0);
  await drop(page, { name: 'other.csv', bytes: Buffer.from('ip\r\n91.92.240.13') });
  await expect(boxOf(page)).toHaveText('ip91.92.240.13');
  // Time enough for what is read to arrive.
  await page.waitForTimeout(3000);
  await expect(boxOf(page)).toHaveText('ip91.92.240.13');
  await expect(page.getByLabel('Title')).toHaveValue('other.csv');
});

test('the command line reads the same files, from a path and from standard input', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'documents-'));
  try {
    const path = join(folder, 'report.pdf');
    await writeFile(path, pdfOf(drawn('Its server is 91.92.240[.]13')));
    const { code, stdout } = await runCli(['extract', path, '--json']);
    const finds: { type: string; value: string }[] = JSON.parse(stdout);
    const types = finds.map(({ type }) => type);
    expect({ code, types: new Set(types), values: finds.map(({ value }) => value) }).toEqual({
      code: 0,
      types: new Set(['filename', 'md5', 'sha1', 'sha256', 'ipv4']),
      values: expect.arrayContaining(['report.pdf', '91.92.240.13']),
    });
    const piped = await runCli(['extract', '-'], report);
    expect(piped.stdout).toContain('evil-login.com');
    const locked = join(folder, 'old.doc');
    await writeFile(locked, Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'));
    const refused = await runCli(['extract', locked, '--json']);
    const hashes: { type: string }[] = JSON.parse(refused.stdout);
    expect({ ...refused, stdout: hashes.map(({ type }) => type) }).toMatchObject({
      code: 0,
      stdout: ['filename', 'md5', 'sha1', 'sha256'],
      stderr: expect.stringMatching(/^Its contents were not read.*old binary Office file.*\n$/),
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});
