import { useState } from 'react';
import type { Widget } from '../../src-main/contract/report.ts';
import { useCopy } from './copying.ts';
import { pathStep, sizeNote } from './json-path.ts';
import { WidgetTitle } from './report-parts.tsx';

type JsonWidget = Extract<Widget, { type: 'json' }>;
type Json = JsonWidget['value'];

/** Children shown before a button offers more. */
const childrenAtOnce = 100;
/** Open at first down to this depth, where a node is small. */
const openDepth = 2;
const openChildren = 30;

export function JsonView({ widget }: { readonly widget: JsonWidget }) {
  const copy = useCopy();
  const name = widget.title ?? 'JSON';
  return (
    <section className="fb-widget" aria-label={name}>
      <WidgetTitle title={widget.title}>
        <button
          type="button"
          className="fb-button"
          aria-label={`Copy as JSON: ${name}`}
          onClick={() => void copy(JSON.stringify(widget.value, null, 2), 'the JSON')}
        >
          Copy as JSON
        </button>
      </WidgetTitle>
      <ul className="fb-json">
        <JsonNode name="$" path="$" value={widget.value} depth={0} />
      </ul>
    </section>
  );
}

type NodeProps = {
  readonly name: string | number;
  readonly path: string;
  readonly value: Json;
  readonly depth: number;
};

function JsonNode({ name, path, value, depth }: NodeProps) {
  if (value !== null && typeof value === 'object')
    return <JsonBranch name={name} path={path} value={value} depth={depth} />;
  return (
    <li>
      <NodeName name={name} path={path} />
      <span className={`fb-json-${value === null ? 'null' : typeof value}`}>
        {typeof value === 'string' ? value : String(value)}
      </span>
    </li>
  );
}

type Branch = Json[] | { [key: string]: Json };

function JsonBranch({ name, path, value, depth }: NodeProps & { readonly value: Branch }) {
  const entries: readonly [string | number, Json][] = Array.isArray(value)
    ? value.map((child, index) => [index, child])
    : Object.entries(value);
  const [open, setOpen] = useState(depth < openDepth && entries.length <= openChildren);
  const [count, setCount] = useState(childrenAtOnce);
  return (
    <li>
      <button
        type="button"
        className="fb-json-toggle"
        aria-expanded={open}
        aria-label={`${name === '$' ? 'All' : name} ${sizeNote(value)}`}
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden="true">{open ? '▾' : '▸'}</span>
      </button>
      <NodeName name={name} path={path} />
      <span className="fb-muted">{sizeNote(value)}</span>
      {open ? (
        <ul>
          {entries.slice(0, count).map(([key, child]) => (
            <JsonNode
              key={key}
              name={key}
              path={path + pathStep(key)}
              value={child}
              depth={depth + 1}
            />
          ))}
          {entries.length > count ? (
            <li>
              <button type="button" className="fb-button" onClick={() => setCount(count * 4)}>
                Show more of {entries.length.toLocaleString('en')}
              </button>
            </li>
          ) : null}
        </ul>
      ) : null}
    </li>
  );
}

function NodeName({ name, path }: { readonly name: string | number; readonly path: string }) {
  const copy = useCopy();
  return (
    <button
      type="button"
      className="fb-json-name"
      title={`Copy path ${path}`}
      aria-label={`${name}: copy path`}
      onClick={() => void copy(path, path)}
    >
      {name}
    </button>
  );
}
