import Highcharts from 'highcharts/esm/highcharts.js';
// These add themselves to Highcharts when they load.
import 'highcharts/esm/highcharts-more.js';
import 'highcharts/esm/modules/heatmap.js';
import 'highcharts/esm/modules/xrange.js';
import 'highcharts/esm/modules/accessibility.js';
import { HighchartsReact } from 'highcharts-react-official';
import { memo, useMemo } from 'react';
import type { ChartOptions } from '../../src-main/contract/report.ts';
import { chartRules, chartTheme, schemeOfChart, withoutPageWhite } from './chart-theme.ts';

type ChartDrawingProps = {
  readonly options: ChartOptions;
  /** in pixels */
  readonly height: number;
  /** what screen readers call it; drawn above by the widget, so not drawn again */
  readonly name: string;
};

/** Loaded with the first chart: Highcharts is as large as the rest of the window. */
function ChartDrawing({ options: given, height, name }: ChartDrawingProps) {
  const options = useMemo(() => withoutPageWhite(given), [given]);
  const drawn = useMemo(
    () =>
      Highcharts.merge(chartTheme, options, chartRules, {
        chart: { height },
        title: { text: undefined },
        accessibility: { description: name },
      }),
    [options, height, name],
  );
  const scheme = schemeOfChart(options);
  return (
    <div className={scheme === undefined ? undefined : `fb-scheme-${scheme}`}>
      <HighchartsReact highcharts={Highcharts} options={drawn} immutable />
    </div>
  );
}

export default memo(ChartDrawing);
