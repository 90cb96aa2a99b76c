import { linkTargets } from './link-targets.ts';
import { readMarkup } from './markup.ts';
import type { Page } from './page.ts';

/** Elements that begin and end a line. */
const blocks = new Set(
  'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe legend li main menu nav object ol option p pre section summary table tbody tfoot thead title tr ul'.split(
    ' ',
  ),
);
const longestScripts = 4 * 1024 * 1024;

/**
 * What a page shows and where it leads: text, the targets of links, forms, frames and pictures, comments, and at the
 * end its scripts, as text. Nothing is fetched or run.
 */
export function readHtml(html: string, page: Page): void {
  const scripts: string[] = [];
  let scriptLength = 0;
  let inside: 'script' | 'style' | null = null;
  let preformatted = 0;
  let link: { readonly targets: readonly string[]; text: string } | null = null;
  let gap = '';
  let atStart = true;

  function put(text: string): void {
    page.write(atStart ? text : gap + text);
    gap = '';
    atStart = false;
  }
  function separate(separator: '\n' | '\t' | ' '): void {
    if (separator === '\n' || gap === '' || (separator === '\t' && gap === ' ')) gap = separator;
  }
  function putTargets(targets: readonly string[]): void {
    for (const target of targets) {
      separate(' ');
      put(`<${target}>`);
      separate(' ');
    }
  }
  function putText(data: string): void {
    if (link !== null && link.text.length < 4096) link.text += data;
    if (preformatted > 0) return put(data);
    const text = data.replace(/[\s\u00a0]+/g, ' ');
    if (text.startsWith(' ')) separate(' ');
    if (text.trim() !== '') put(text.trim());
    if (text.endsWith(' ')) separate(' ');
  }
  function closeLink(): void {
    if (link === null) return;
    const { targets, text } = link;
    link = null;
    putTargets(targets.filter((target) => target !== text.trim()));
  }

  readMarkup(html, {
    open(name, attributes) {
      if (blocks.has(name)) separate('\n');
      if (name === 'br') separate('\n');
      if (name === 'td' || name === 'th') separate('\t');
      if (name === 'pre') preformatted += 1;
      if (name === 'script' || name === 'style') inside = name;
      const targets = linkTargets(name, attributes);
      if (name !== 'a') return putTargets(targets);
      closeLink();
      link = { targets, text: '' };
    },
    close(name) {
      if (name === 'a') closeLink();
      if (name === 'pre') preformatted = Math.max(0, preformatted - 1);
      if (name === 'script' || name === 'style') inside = null;
      if (blocks.has(name)) separate('\n');
    },
    text(data) {
      if (inside === null) return putText(data);
      const kept = inside === 'script' ? data : stylesheetTargets(data);
      scriptLength += kept.length;
      if (scriptLength <= longestScripts) scripts.push(kept);
    },
    comment(data) {
      if (data.trim() === '') return;
      separate('\n');
      put(`<!--${data}-->`);
      separate('\n');
    },
    isDone: () => page.isFull,
  });
  closeLink();
  page.section('Scripts');
  for (const script of scripts) if (script.trim() !== '') page.line(script.trim());
}

/** Of a style sheet only what it loads. */
function stylesheetTargets(css: string): string {
  return [...css.matchAll(/(?:url\(|@import)\s*["']?((?:https?:)?\/\/[^"')\s]{1,4096})/gi)]
    .map(([, target]) => `${target}\n`)
    .join('');
}
