import { MenuItem } from '@blueprintjs/core';
import type { CSSProperties } from 'react';
import { defang } from '../../src-main/contract/defang.ts';
import type { Item, Scalar } from '../../src-main/contract/report.ts';
import { useContextMenu } from '../shared/context-menu.tsx';
import { type CopyForm, copiedText } from '../shared/copied-text.ts';
import { CopyMenu } from '../shared/copy-menu.tsx';
import { useDefangStyle } from '../shared/defang-style.ts';
import { readableColours } from './colours.ts';
import { useCopy } from './copying.ts';
import { observableOf, shownText } from './item-values.ts';
import { LinkButton } from './link-button.tsx';
import { useReport } from './report-context.ts';

/** One typed value. Observables are monospaced and defanged; a click copies, the arrow beside enriches. */
export function ItemView({ item }: { readonly item: Item }) {
  const { value } = item;
  if (Array.isArray(value)) return <Composite item={item} parts={value} />;
  return (
    <Coloured item={item}>
      <ScalarView item={item} value={value} />
    </Coloured>
  );
}

function Composite({ item, parts }: { readonly item: Item; readonly parts: readonly Item[] }) {
  return (
    <Coloured item={item}>
      <span className={item.lines === true ? 'fb-composite fb-composite-lines' : 'fb-composite'}>
        {parts.map((part, index) => (
          <span key={index} className="fb-composite-part">
            <ItemView item={part} />
          </span>
        ))}
      </span>
    </Coloured>
  );
}

function Coloured({ item, children }: { readonly item: Item; readonly children: React.ReactNode }) {
  const { background, text, hue } = readableColours(item);
  const { size, weight } = item;
  if (background === undefined && hue === undefined && size === undefined && weight !== 'bold')
    return children;
  const style: CSSProperties & { '--fb-hue'?: string } = {
    ...(background === undefined ? {} : { background, color: text }),
    ...(hue === undefined ? {} : { '--fb-hue': hue }),
    // Sizes are bounded: a report may stress a word, not fill the pane with it.
    ...(size === undefined ? {} : { fontSize: Math.min(Math.max(size, 10), 32) }),
    ...(weight === 'bold' ? { fontWeight: 600 } : {}),
  };
  const classes = [background === undefined ? '' : 'fb-filled', hue === undefined ? '' : 'fb-hued'];
  return (
    <span className={classes.join(' ').trim()} style={style}>
      {children}
    </span>
  );
}

function ScalarView({ item, value }: { readonly item: Item; readonly value: Scalar }) {
  const style = useDefangStyle();
  const shown = shownText(item.kind, value, style);
  const label = item.label ?? shown;
  if (item.kind === 'Link' && value !== null && value !== '')
    return <LinkButton address={String(value)}>{label}</LinkButton>;
  const observable = observableOf(item.kind, value);
  if (observable !== null)
    return (
      <ObservableView
        {...observable}
        {...(item.label === undefined ? {} : { label: item.label })}
      />
    );
  const empty = value === null || value === '';
  return (
    <span className={empty && item.label === undefined ? 'fb-muted' : undefined}>{label}</span>
  );
}

type ObservableProps = { readonly type: string; readonly value: string; readonly label?: string };

/** `label` stands in for the defanged value where the report gives one. */
export function ObservableView({ type, value, label }: ObservableProps) {
  const { onPivot } = useReport();
  const copy = useCopy();
  const style = useDefangStyle();
  const defanged = defang({ type, value }, style);
  const name = `${type} ${defanged}`;
  const copyAs = (form: CopyForm) =>
    void copy(copiedText(form, [{ type, value }], style), `${defanged}, ${form}`);
  const menu = useContextMenu(() => (
    <CopyMenu count={1} onCopy={copyAs}>
      {onPivot !== undefined && <MenuItem text="Enrich" onClick={() => onPivot({ type, value })} />}
    </CopyMenu>
  ));
  return (
    <span className="fb-observable" {...menu}>
      <button
        type="button"
        className="fb-observable-value"
        title={`${name}\nClick copies it as shown, Shift+click refanged.`}
        aria-label={label === undefined ? `Copy ${name}` : `Copy ${label} (${name})`}
        onClick={(event) => copyAs(event.shiftKey ? 'refanged' : 'defanged')}
      >
        {label ?? defanged}
      </button>
      {onPivot === undefined ? null : (
        <button
          type="button"
          className="fb-pivot"
          title={`Enrich ${defanged}`}
          aria-label={`Enrich ${name}`}
          onClick={() => onPivot({ type, value })}
        >
          <span aria-hidden="true">↗</span>
        </button>
      )}
    </span>
  );
}
