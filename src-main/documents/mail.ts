import { decodeWords } from 'postal-mime';
import { readHtml } from './html.ts';
import { identity, unhashed } from './identity.ts';
import { partBytes, partText } from './mail-body.ts';
import { type HeaderField, longestHeader } from './mail-header.ts';
import { type MailPart, mailParts } from './mail-parts.ts';
import type { Page } from './page.ts';

/** Who sent it, which way it came, who vouched for it. The rest of a header is transport and signatures. */
const telling =
  /^(from|sender|reply-to|return-path|to|cc|bcc|subject|date|message-id|in-reply-to|references|received|received-spf|authentication-results|arc-authentication-results|dkim-signature|delivered-to|envelope-to|errors-to|list-unsubscribe|disposition-notification-to|organization|user-agent|x-mailer|x-php-.*|x-received|x-originat.*|x-sender.*|x-source.*|x-client.*|x-envelope-.*|x-original-.*|x-forwarded-.*|x-.*-ip|x-forefront-antispam-report|x-antiabuse|resent-.*)$/;

const deepestMessage = 8;
const listedAttachments = 1000;

/** A mail as its headers, its bodies, the messages within it and a list of its attachments, which stay closed. */
export function readMail(bytes: Buffer, page: Page, depth = 0): void {
  const { headers, headerBytes, parts } = mailParts(bytes);
  if (headerBytes > longestHeader) {
    page.note(
      `The header of this mail is longer than any real one: its first ${longestHeader / 1024} KB were read.`,
    );
  }
  for (const field of headers) {
    if (telling.test(field.key)) page.line(headerLine(field));
  }
  const [plain, html] = [bodies(parts, 'text/plain'), bodies(parts, 'text/html')];
  page.section('');
  page.write(plain.map(partText).join('\n').trim());
  for (const part of html) {
    if (page.isFull) return;
    page.section(plain.length === 0 ? '' : 'As HTML');
    readHtml(partText(part), page);
  }
  const attachments = parts.filter(isFile);
  for (const [index, attachment] of attachments.entries()) {
    if (page.isFull) return;
    if (index === listedAttachments) {
      page.note(`Of ${attachments.length} attachments the first ${index} are listed.`);
      return;
    }
    readAttachment(attachment, page, depth);
  }
}

function bodies(parts: readonly MailPart[], type: string): readonly MailPart[] {
  return parts.filter((part) => part.type === type && !part.isAttachment);
}

/** A page with a name is shown as a body and saved as a file: it is both, here as well. */
function isFile({ type, isAttachment, fileName }: MailPart): boolean {
  return isAttachment || fileName !== null || (type !== 'text/plain' && type !== 'text/html');
}

function readAttachment(part: MailPart, page: Page, depth: number): void {
  const { type, fileName } = part;
  const { bytes, isCertain } = partBytes(part);
  const file = { name: fileName ?? '', type };
  page.section('');
  page.line(
    isCertain
      ? identity('Attachment', { ...file, bytes })
      : unhashed('Attachment', file, 'its encoding is damaged or unknown.'),
  );
  if (type === 'message/rfc822' && depth < deepestMessage) {
    page.section('Attached message');
    return readMail(bytes, page, depth + 1);
  }
  page.note(
    isCertain
      ? 'Attachments are hashed, not opened.'
      : 'An attachment was not hashed: its encoding is damaged or unknown, so its bytes are not certain.',
  );
}

function headerLine({ key, name, value }: HeaderField): string {
  // The signature itself is noise; who signed, with which key, is not.
  const told = key === 'dkim-signature' ? signer(value) : decodeWords(value);
  return `${name}: ${told.replace(/\s+/g, ' ').trim()}`;
}

function signer(value: string): string {
  return value
    .split(';')
    .map((tag) => tag.trim())
    .filter((tag) => /^[dsi]\s*=/.test(tag))
    .join('; ');
}
