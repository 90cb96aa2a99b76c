import type { ChartWidget, Item, Widget } from '../../src-main/contract/report.ts';

/** Where the widget stands in `report.widgets`: the address of its rows in the store. */
export type PlacedWidget<W extends Widget = Widget> = {
  readonly index: number;
  readonly widget: W;
};

export type Block =
  | { readonly kind: 'lines'; readonly lines: readonly (readonly Item[])[] }
  | { readonly kind: 'charts'; readonly charts: readonly PlacedWidget<ChartWidget>[] }
  | { readonly kind: 'widget'; readonly placed: PlacedWidget };

/** More points than this need the whole width. */
const narrowPoints = 12;

/** True where a chart reads well at half width: one that is round, or that has few points. */
export function isNarrowChart({ options }: ChartWidget): boolean {
  if (options === null || !Array.isArray(options['series'])) return false;
  const { chart, series } = options;
  const type = typeof chart === 'object' && chart !== null && 'type' in chart ? chart['type'] : '';
  return series.every((one) => {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return false;
    const ownType = 'type' in one ? one['type'] : type;
    if (ownType === 'pie' || ownType === 'gauge') return true;
    return 'data' in one && Array.isArray(one['data']) && one['data'].length <= narrowPoints;
  });
}

/** Text runs on until a line break; narrow charts that follow each other stand side by side. */
export function layOut(widgets: readonly Widget[]): readonly Block[] {
  const blocks: Block[] = [];
  let lines: Item[][] = [];
  let line: Item[] = [];
  let charts: PlacedWidget<ChartWidget>[] = [];
  const endLine = (): void => {
    if (line.length > 0) lines.push(line);
    line = [];
  };
  const endText = (): void => {
    endLine();
    if (lines.length > 0) blocks.push({ kind: 'lines', lines });
    lines = [];
  };
  const endCharts = (): void => {
    if (charts.length > 0) blocks.push({ kind: 'charts', charts });
    charts = [];
  };
  for (const [index, widget] of widgets.entries()) {
    if (widget.type !== 'text') endText();
    const narrow = widget.type === 'chart' && isNarrowChart(widget);
    if (!narrow) endCharts();
    if (widget.type === 'text') {
      line.push(widget.item);
      if (widget.lineBreak) endLine();
    } else if (widget.type === 'chart' && narrow) charts.push({ index, widget });
    else blocks.push({ kind: 'widget', placed: { index, widget } });
  }
  endText();
  endCharts();
  return blocks;
}
