import PostalMime, { type Attachment, decodeWords, type Email, type Header } from 'postal-mime';
import { Failure } from '../contract/failure.ts';
import { isOutOfMemory } from './damaged.ts';
import { readHtml } from './html.ts';
import { identity } from './identity.ts';
import type { Page } from './page.ts';

/** Who sent it, which way it came, who vouched for it. The rest of a header is transport and signatures. */
const telling =
  /^(from|sender|reply-to|return-path|to|cc|bcc|subject|date|message-id|in-reply-to|references|received|received-spf|authentication-results|arc-authentication-results|dkim-signature|delivered-to|envelope-to|errors-to|list-unsubscribe|disposition-notification-to|organization|user-agent|x-mailer|x-php-.*|x-received|x-originat.*|x-sender.*|x-source.*|x-client.*|x-envelope-.*|x-original-.*|x-forwarded-.*|x-.*-ip|x-forefront-antispam-report|x-antiabuse|resent-.*)$/;

const deepestMessage = 8;
const listedAttachments = 1000;

/** A mail as its headers, its bodies, the messages within it and a list of its attachments, which stay closed. */
export async function readMail(bytes: Uint8Array, page: Page, depth = 0): Promise<void> {
  const mail = await parse(bytes);
  for (const header of mail.headers) {
    if (telling.test(header.key)) page.line(headerLine(header));
  }
  page.section('');
  page.write((mail.text ?? '').trim());
  if (mail.html !== undefined && !page.isFull) {
    if (mail.text !== undefined) page.section('As HTML');
    readHtml(mail.html, page);
  }
  for (const [index, attachment] of mail.attachments.entries()) {
    if (page.isFull) return;
    if (index === listedAttachments) {
      page.note(`Of ${mail.attachments.length} attachments the first ${index} are listed.`);
      return;
    }
    await readAttachment(attachment, page, depth);
  }
}

async function readAttachment(attachment: Attachment, page: Page, depth: number): Promise<void> {
  const { content, filename, mimeType } = attachment;
  const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
  if (mimeType === 'message/rfc822' && depth < deepestMessage) {
    page.section('Attached message');
    return readMail(bytes, page, depth + 1);
  }
  page.section('');
  page.line(identity('Attachment', { name: filename ?? '', bytes, type: mimeType }));
  page.note('Attachments are hashed, not opened.');
}

async function parse(bytes: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(bytes, {
      forceRfc822Attachments: true,
      // A hundred thousand attachments have headers, too; the whole mail is limited already.
      maxHeadersSize: bytes.length,
    });
  } catch (error) {
    if (isOutOfMemory(error)) throw error;
    throw new Failure(
      'BAD_INPUT',
      'This mail cannot be read: its parts are nested too deep, or its header is larger than any real one.',
      { cause: error },
    );
  }
}

function headerLine({ key, originalKey, value }: Header): string {
  // The signature itself is noise; who signed, with which key, is not.
  const told = key === 'dkim-signature' ? signer(value) : decodeWords(value);
  return `${originalKey}: ${told.replace(/\s+/g, ' ').trim()}`;
}

function signer(value: string): string {
  return value
    .split(';')
    .map((tag) => tag.trim())
    .filter((tag) => /^[dsi]\s*=/.test(tag))
    .join('; ');
}
