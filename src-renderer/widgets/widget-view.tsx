import { Component, type ReactNode } from 'react';
import type { Item } from '../../src-main/contract/report.ts';
import { BadgesWidget } from './badges-widget.tsx';
import { ChartView } from './chart-widget.tsx';
import { GeoView } from './geo-widget.tsx';
import { ItemView } from './item-view.tsx';
import { JsonView } from './json-widget.tsx';
import type { Block, PlacedWidget } from './layout.ts';
import { MarkdownView } from './markdown-widget.tsx';
import { TableView } from './table-widget.tsx';

/** One widget that cannot be drawn must not take the others with it. */
class WidgetBoundary extends Component<
  { readonly children: ReactNode },
  { readonly failed: boolean }
> {
  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }
  override state = { failed: false };
  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <p className="fb-note" role="alert">
        This part of the report could not be drawn. Its raw output stands under Details.
      </p>
    );
  }
}

export function BlockView({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'lines':
      return <TextView lines={block.lines} />;
    case 'charts':
      return (
        <div className="fb-charts">
          {block.charts.map(({ index, widget }) => (
            <WidgetBoundary key={index}>
              <ChartView widget={widget} />
            </WidgetBoundary>
          ))}
        </div>
      );
    case 'widget':
      return (
        <WidgetBoundary>
          <WidgetView placed={block.placed} />
        </WidgetBoundary>
      );
  }
}

function TextView({ lines }: { readonly lines: readonly (readonly Item[])[] }) {
  return (
    <div className="fb-text">
      {lines.map((line, row) => (
        <p key={row}>
          {line.map((item, index) => (
            <span key={index}>
              {index === 0 ? '' : ' '}
              <ItemView item={item} />
            </span>
          ))}
        </p>
      ))}
    </div>
  );
}

function WidgetView({ placed: { widget, index } }: { readonly placed: PlacedWidget }) {
  switch (widget.type) {
    case 'text':
      return <TextView lines={[[widget.item]]} />;
    case 'markdown':
      return <MarkdownView widget={widget} />;
    case 'table':
      return <TableView widget={widget} index={index} />;
    case 'chart':
      return <ChartView widget={widget} />;
    case 'json':
      return <JsonView widget={widget} />;
    case 'badges':
      return <BadgesWidget title={widget.title} items={widget.items} />;
    case 'geo':
      return <GeoView widget={widget} />;
    case 'rule':
      return <hr className="fb-rule" />;
  }
}
