import {
  boolean,
  colour,
  either,
  format,
  ignored,
  largest,
  list,
  number,
  object,
  oneOf,
  oneOrMore,
  type Shape,
  size,
  text,
} from './rules.ts';

/** What several parts of a chart are made of. */

export const pixels = number(-1000, 1000);
export const width = number(0, 100);
export const value = number(-largest, largest);
export const ratio = number(0, 10);
const caption = text(500);
export const label = text(200);
export const pattern = format(1000);
export const align = oneOf('left', 'center', 'right');
export const verticalAlign = oneOf('top', 'middle', 'bottom');
export const dashStyle = oneOf(
  'Solid',
  'ShortDash',
  'ShortDot',
  'ShortDashDot',
  'ShortDashDotDot',
  'Dot',
  'Dash',
  'LongDash',
  'DashDot',
  'LongDashDot',
  'LongDashDotDot',
);
export const centre = list(size(-1000, 1000), 2);

export const style = object({
  color: colour,
  fontSize: size(1, 60),
  fontWeight: oneOf(
    'normal',
    'bold',
    'bolder',
    'lighter',
    '100',
    '200',
    '300',
    '400',
    '500',
    '600',
    '700',
    '800',
    '900',
    400,
    500,
    600,
    700,
  ),
  fontStyle: oneOf('normal', 'italic'),
  width: size(0, 1000),
  textOverflow: oneOf('ellipsis', 'none', 'clip'),
  textOutline: oneOf('none'),
  textTransform: oneOf('none', 'uppercase', 'lowercase', 'capitalize'),
  whiteSpace: oneOf('nowrap', 'normal'),
  fontFamily: ignored,
  cursor: ignored,
});

export const box = {
  backgroundColor: colour,
  borderColor: colour,
  borderWidth: width,
  borderRadius: either(number(0, 100), size(0, 100)),
  padding: pixels,
  x: pixels,
  y: pixels,
} satisfies Shape;

const titleShape = {
  text: caption,
  align,
  verticalAlign,
  style,
  x: pixels,
  y: pixels,
  margin: pixels,
  floating: boolean,
  widthAdjust: ignored,
} satisfies Shape;
export const title = object(titleShape);
export const axisTitle = object({
  ...titleShape,
  enabled: boolean,
  align: oneOf('low', 'middle', 'high'),
  rotation: number(-360, 360),
  offset: pixels,
  reserveSpace: boolean,
});

export const dataLabels = oneOrMore(
  object({
    ...box,
    enabled: boolean,
    format: pattern,
    nullFormat: pattern,
    style,
    color: colour,
    connectorColor: colour,
    connectorWidth: width,
    connectorPadding: pixels,
    softConnector: boolean,
    distance: size(-300, 300),
    alignTo: oneOf('plotEdges', 'connectors', 'toPlotEdges'),
    inside: boolean,
    align,
    verticalAlign,
    rotation: number(-360, 360),
    allowOverlap: boolean,
    crop: boolean,
    defer: ignored,
    overflow: oneOf('none', 'justify', 'allow'),
    shadow: ignored,
    zIndex: number(0, 100),
    animation: ignored,
    filter: object({
      property: oneOf('x', 'y', 'percentage', 'value', 'total'),
      operator: oneOf('>', '<', '>=', '<=', '==', '===', '!=', '!=='),
      value,
    }),
  }),
  4,
);

export const marker = object({
  enabled: boolean,
  enabledThreshold: number(0, 100),
  radius: number(0, 50),
  symbol: oneOf('circle', 'square', 'diamond', 'triangle', 'triangle-down'),
  fillColor: colour,
  lineColor: colour,
  lineWidth: width,
  states: ignored,
});

const state = object({
  enabled: boolean,
  color: colour,
  borderColor: colour,
  brightness: number(-1, 1),
  opacity: number(0, 1),
  lineWidth: width,
  lineWidthPlus: width,
  halo: ignored,
  marker: ignored,
  animation: ignored,
});
export const states = object({ normal: ignored, hover: state, inactive: state, select: state });

const tooltipShape = {
  ...box,
  enabled: boolean,
  headerFormat: pattern,
  pointFormat: pattern,
  footerFormat: pattern,
  format: pattern,
  nullFormat: pattern,
  valueDecimals: number(0, 20),
  valuePrefix: label,
  valueSuffix: label,
  xDateFormat: label,
  dateTimeLabelFormats: ignored,
  shared: boolean,
  split: boolean,
  followPointer: boolean,
  followTouchMove: ignored,
  distance: pixels,
  shadow: ignored,
  animation: ignored,
  outside: ignored,
  crosshairs: ignored,
  hideDelay: number(0, 5000),
  shape: oneOf('callout', 'rect', 'circle'),
  style,
} satisfies Shape;
export const tooltip = object(tooltipShape);
