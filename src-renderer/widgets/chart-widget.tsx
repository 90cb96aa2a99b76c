import { lazy, Suspense, useMemo, useState } from 'react';
import type { ChartOptions, ChartWidget, Refusal } from '../../src-main/contract/report.ts';
import { hasData, titleOfChart } from './chart-options.ts';
import { tableOfChart } from './chart-table.ts';
import { heightOfChart } from './chart-theme.ts';
import { WidgetTitle } from './report-parts.tsx';
import { TableView } from './table-widget.tsx';

const ChartDrawing = lazy(() => import('./chart-drawing.tsx'));

/** A chart, its data as a table, and what of it was refused; a chart refused as a whole shows why instead. */
export function ChartView({ widget }: { readonly widget: ChartWidget }) {
  const { options, refused } = widget;
  const ownTitle = options === null ? undefined : titleOfChart(options);
  const title = widget.title ?? ownTitle;
  const name = title ?? 'Chart';
  return (
    <section className="fb-widget fb-chart" aria-label={name}>
      {options === null ? (
        <>
          <WidgetTitle title={title} />
          <RefusedChart refused={refused} />
        </>
      ) : (
        <DrawnChart options={options} title={title} name={name} />
      )}
      {options === null || refused.length === 0 ? null : (
        <details className="fb-note">
          <summary>
            Parts of this chart were left out: {refused.map(({ key }) => key).join(', ')}
          </summary>
          <RefusalList refused={refused} />
        </details>
      )}
    </section>
  );
}

type DrawnChartProps = {
  readonly options: ChartOptions;
  readonly title: string | undefined;
  readonly name: string;
};

function DrawnChart({ options, title, name }: DrawnChartProps) {
  const [asTable, setAsTable] = useState(false);
  const table = useMemo(
    () => (asTable ? tableOfChart(options, name) : null),
    [asTable, options, name],
  );
  const height = heightOfChart(options);
  if (!hasData(options)) {
    return (
      <>
        <WidgetTitle title={title} />
        <p className="fb-muted">This chart has no data.</p>
      </>
    );
  }
  return (
    <>
      <WidgetTitle title={title}>
        <button
          type="button"
          className="fb-button"
          aria-pressed={asTable}
          aria-label={`Data of ${name}`}
          onClick={() => setAsTable(!asTable)}
        >
          Data
        </button>
      </WidgetTitle>
      {table === null ? (
        <Suspense
          fallback={<div className="fb-chart-waiting" style={{ height }} aria-busy="true" />}
        >
          <ChartDrawing options={options} height={height} name={name} />
        </Suspense>
      ) : (
        <TableView widget={table} index={null} />
      )}
    </>
  );
}

function RefusedChart({ refused }: { readonly refused: readonly Refusal[] }) {
  return (
    <div className="fb-refused">
      <p>This chart is not drawn.</p>
      <RefusalList refused={refused} />
    </div>
  );
}

function RefusalList({ refused }: { readonly refused: readonly Refusal[] }) {
  return (
    <ul>
      {refused.map(({ key, sentence }, index) => (
        <li key={index}>
          <code>{key}</code> {sentence}
        </li>
      ))}
    </ul>
  );
}
