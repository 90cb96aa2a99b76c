import type { Context, FetchAnswer, Result } from '../sdk/index.ts';

type Failed = Extract<Result, { readonly error: unknown }>;

export type JsonAnswer = {
  readonly status: number;
  readonly headers: FetchAnswer['headers'];
  /** null where the body is empty */
  readonly body: unknown;
};

/** Asks for JSON. What comes instead of it (a login page, half an answer) is an error that says so. */
export async function askJson(
  url: string,
  headers: Readonly<Record<string, string>>,
  context: Pick<Context, 'fetch'>,
): Promise<JsonAnswer | Failed> {
  const answer = await context.fetch(url, { headers });
  const { status } = answer;
  const text = answer.text().trim();
  if (text === '') return { status, headers: answer.headers, body: null };
  try {
    return { status, headers: answer.headers, body: JSON.parse(text) };
  } catch {
    const { host } = new URL(url);
    // A refusal that comes as a page is told by its number; its text is for browsers.
    if (status >= 400) return { status, headers: answer.headers, body: null };
    return failed('bad_answer', `${host} ${text.startsWith('<') ? page : broken}`);
  }
}

const page =
  'answered with a web page instead of data. A login page of the network or a proxy may stand in between.';
const broken = 'answered with JSON that cannot be read: it is damaged or breaks off.';

export function failed(reason: string, sentence: string): Failed {
  return { error: { reason, sentence } };
}

/**
 * The error for a status that means the same at every source; null for one that the source itself gives a meaning.
 * @param detail what the source said beside it
 */
export function commonRefusal(
  source: string,
  { status, headers }: JsonAnswer,
  detail: string | null,
): Failed | null {
  const said = detail === null ? '' : ` It says: ${inOneLine(detail)}`;
  if (status === 429) {
    const wait = waitWords(headers['retry-after']);
    return failed('rate_limited', `${source} allows no more requests for now${wait}.${said}`);
  }
  if (status >= 500) {
    return failed('source_failed', `${source} has trouble of its own (HTTP ${status}).${said}`);
  }
  return status >= 400 ? failed('refused', `${source} refused it (HTTP ${status}).${said}`) : null;
}

const longestDetail = 300;

/** A source's own words, short enough for a sentence. */
export function inOneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const short = line.length > longestDetail ? `${line.slice(0, longestDetail)}…` : line;
  return /[.!?…]$/.test(short) ? short : `${short}.`;
}

function waitWords(retryAfter: string | undefined): string {
  if (retryAfter === undefined || !/^\d{1,8}$/.test(retryAfter)) return '';
  const minutes = Math.ceil(Number(retryAfter) / 60);
  if (minutes < 2) return ', but again in a minute';
  return minutes < 120
    ? `, but again in ${minutes} minutes`
    : `, but again in ${Math.ceil(minutes / 60)} hours`;
}
