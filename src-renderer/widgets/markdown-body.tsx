import { Children, memo, type ReactNode } from 'react';
import Markdown, { type Components } from 'react-markdown';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import { useDefangAddress } from '../shared/defang-style.ts';
import { LinkButton } from './link-button.tsx';

type MarkdownNode = { type: string; children?: MarkdownNode[] };

/** Markup stays readable as the text it is; without this it would vanish, and with it what it says. */
function markupAsText() {
  const change = (node: MarkdownNode): void => {
    if (node.type === 'html') node.type = 'text';
    node.children?.forEach(change);
  };
  return change;
}

const remarkPlugins = [remarkGfm, markupAsText];
// Addresses of any scheme pass: none becomes an attribute, and the analyst wants to see what was written.
const rehypePlugins: [typeof rehypeSanitize, typeof defaultSchema][] = [
  [rehypeSanitize, { ...defaultSchema, protocols: {} }],
];

/** A link whose text is its address shows the address defanged; another shows where it goes beside its text. */
function MarkdownLink({
  address,
  children,
}: {
  readonly address: string;
  readonly children: ReactNode;
}) {
  const defangAddress = useDefangAddress();
  const text = addressText(children, address);
  return (
    <LinkButton address={address}>{text === null ? children : defangAddress(text)}</LinkButton>
  );
}

/** The text of a link that says no more than its address; null for another. */
function addressText(children: ReactNode, address: string): string | null {
  const parts = Children.toArray(children);
  const text = parts.every((part) => typeof part === 'string') ? parts.join('') : null;
  if (text === null) return null;
  const bare = address.replace(/^(https?:\/\/|mailto:)/i, '');
  return [address, bare, bare.replace(/\/$/, '')].includes(text) ? text : null;
}

function ImageWords({ alt, address }: { readonly alt: string; readonly address: string | null }) {
  const defangAddress = useDefangAddress();
  return (
    <span className="fb-image">
      <span aria-hidden="true">▧ </span>
      {alt === '' ? 'image' : alt}
      {address === null ? '' : ` (${defangAddress(address)})`}
    </span>
  );
}

const components: Components = {
  // Footnotes are links inside the page; the bench has one page for many reports, so they stay text.
  a: ({ href, children, node }) =>
    node?.properties['dataFootnoteBackref'] !== undefined ? null : href === undefined ||
      href === '' ||
      href.startsWith('#') ? (
      <span>{children}</span>
    ) : (
      <MarkdownLink address={href}>{children}</MarkdownLink>
    ),
  img: ({ alt, src }) => (
    <ImageWords alt={alt ?? ''} address={typeof src === 'string' && src !== '' ? src : null} />
  ),
  input: ({ checked }) => <span>{checked === true ? '☑' : '☐'}</span>,
  table: ({ children }) => (
    <div className="fb-markdown-table">
      <table>{children}</table>
    </div>
  ),
  // The pane's own headings end at the second level; whatever level a report starts with, none is left out.
  h1: ({ children }) => <h3 className="fb-h1">{children}</h3>,
  h2: ({ children }) => <h3 className="fb-h2">{children}</h3>,
  h3: ({ children }) => <h3>{children}</h3>,
  h4: ({ children }) => <h3>{children}</h3>,
  h5: ({ children }) => <h3>{children}</h3>,
  h6: ({ children }) => <h3>{children}</h3>,
};

/** Addresses are shown, never followed: none needs to be rewritten. */
function keepAddress(address: string): string {
  return address;
}

function MarkdownBody({ markdown }: { readonly markdown: string }) {
  return (
    <div className="fb-markdown">
      <Markdown
        remarkPlugins={remarkPlugins}
        rehypePlugins={rehypePlugins}
        urlTransform={keepAddress}
        components={components}
      >
        {markdown}
      </Markdown>
    </div>
  );
}

export default memo(MarkdownBody);
