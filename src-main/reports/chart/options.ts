import { axis, colourAxis } from './axis-options.ts';
import {
  align,
  box,
  centre,
  label,
  pattern,
  pixels,
  style,
  title,
  tooltip,
  verticalAlign,
  width,
} from './elements.ts';
import {
  boolean,
  colour,
  either,
  ignored,
  list,
  number,
  object,
  oneOf,
  oneOrMore,
  type Shape,
  size,
} from './rules.ts';

/**
 * The allow-list, after the Highcharts API reference: what a chart of the fourteen types needs to be drawn as
 * its author meant it, and nothing that runs, loads, navigates or leaves the frame.
 */

const legend = object({
  ...box,
  enabled: boolean,
  align,
  verticalAlign,
  layout: oneOf('horizontal', 'vertical', 'proximate'),
  floating: boolean,
  itemDistance: pixels,
  itemMarginBottom: pixels,
  itemMarginTop: pixels,
  itemStyle: style,
  itemHiddenStyle: style,
  itemHoverStyle: style,
  itemWidth: number(0, 1000),
  labelFormat: pattern,
  margin: pixels,
  maxHeight: number(0, 1000),
  navigation: ignored,
  reversed: boolean,
  rtl: boolean,
  shadow: ignored,
  squareSymbol: boolean,
  symbolHeight: width,
  symbolPadding: pixels,
  symbolRadius: width,
  symbolWidth: width,
  title: object({ text: label, style }),
  width: size(0, 1000),
});

const paneBackground = object({
  backgroundColor: colour,
  borderColor: colour,
  borderWidth: width,
  innerRadius: size(0, 1000),
  outerRadius: size(0, 1000),
  shape: oneOf('arc', 'circle', 'solid'),
  className: ignored,
});
const pane = oneOrMore(
  object({
    startAngle: number(-720, 720),
    endAngle: number(-720, 720),
    center: centre,
    size: size(0, 1000),
    innerSize: size(0, 1000),
    background: oneOrMore(paneBackground, 10),
  }),
  10,
);

const margins = either(list(pixels, 4), pixels);

/** Everything but the types, the series and what `plotOptions` says of them. */
export const chartShape = {
  alignTicks: boolean,
  animation: either(boolean, ignored),
  backgroundColor: colour,
  borderColor: colour,
  borderRadius: number(0, 100),
  borderWidth: width,
  colorCount: number(1, 100),
  height: size(80, 1200),
  ignoreHiddenSeries: boolean,
  inverted: boolean,
  margin: margins,
  marginBottom: pixels,
  marginLeft: pixels,
  marginRight: pixels,
  marginTop: pixels,
  plotBackgroundColor: colour,
  plotBorderColor: colour,
  plotBorderWidth: width,
  plotShadow: ignored,
  polar: boolean,
  reflow: ignored,
  renderTo: ignored,
  shadow: ignored,
  showAxes: boolean,
  spacing: margins,
  spacingBottom: pixels,
  spacingLeft: pixels,
  spacingRight: pixels,
  spacingTop: pixels,
  style,
  width: ignored,
  zoomType: oneOf('x', 'y', 'xy'),
  zooming: object({ type: oneOf('x', 'y', 'xy') }),
} satisfies Shape;

export const topShape = {
  accessibility: ignored,
  caption: title,
  colorAxis: colourAxis,
  colors: list(colour, 100),
  credits: object({ enabled: ignored, text: ignored, style: ignored, position: ignored }),
  // Nothing in it is taken: it loads tables from addresses. Named here so that each key is refused by name.
  data: object({}),
  exporting: object({ enabled: ignored }),
  lang: ignored,
  legend,
  navigation: ignored,
  pane,
  subtitle: title,
  title,
  tooltip,
  xAxis: axis,
  yAxis: axis,
} satisfies Shape;
