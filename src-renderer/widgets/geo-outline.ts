/** TopoJSON as far as a map of countries needs it: arcs are lists of steps on a grid. */
type Topology = {
  readonly arcs: readonly (readonly (readonly number[])[])[];
  readonly transform: { readonly scale: readonly number[]; readonly translate: readonly number[] };
};
/** Indices of arcs, nested by polygon and ring; `~n` is arc n walked backwards. */
export type ArcTree = number | readonly ArcTree[];

type Position = readonly [longitude: number, latitude: number];

function decodeArc(topology: Topology, index: number): readonly Position[] {
  const [scaleX = 1, scaleY = 1] = topology.transform.scale;
  const [left = 0, bottom = 0] = topology.transform.translate;
  let x = 0;
  let y = 0;
  const positions = (topology.arcs[index < 0 ? ~index : index] ?? []).map(
    ([stepX = 0, stepY = 0]): Position => {
      x += stepX;
      y += stepY;
      return [x * scaleX + left, y * scaleY + bottom];
    },
  );
  return index < 0 ? positions.toReversed() : positions;
}

function isRing(arcs: readonly ArcTree[]): arcs is readonly number[] {
  return arcs.every((arc) => typeof arc === 'number');
}

/** Goes on past 180 degrees where a ring crosses the date line, so that no line runs back across the map. */
function unwrap(positions: readonly Position[]): readonly Position[] {
  let turns = 0;
  return positions.map(([longitude, latitude], index): Position => {
    const before = positions[index - 1]?.[0] ?? longitude;
    if (Math.abs(longitude - before) > 180) turns += longitude < before ? 1 : -1;
    return [longitude + turns * 360, latitude];
  });
}

function ringPath(positions: readonly Position[], shift: number): string {
  const steps = positions.map(([longitude, latitude]) => {
    return `${(longitude + shift).toFixed(1)},${(-latitude).toFixed(1)}`;
  });
  return steps.length === 0 ? '' : `M${steps.join('L')}Z`;
}

/**
 * An SVG path in degrees, north up: x is the longitude, y the latitude times -1. What reaches past the date line
 * is drawn on either edge; the map's frame cuts both.
 */
export function outlinePath(topology: Topology, arcs: ArcTree): string {
  if (typeof arcs === 'number') return outlinePath(topology, [arcs]);
  if (!isRing(arcs)) return arcs.map((part) => outlinePath(topology, part)).join('');
  const positions = unwrap(
    arcs.flatMap((index, place) => decodeArc(topology, index).slice(place === 0 ? 0 : 1)),
  );
  const over = positions.some(([longitude]) => longitude > 180);
  const under = positions.some(([longitude]) => longitude < -180);
  return (
    ringPath(positions, 0) +
    (over ? ringPath(positions, -360) : '') +
    (under ? ringPath(positions, 360) : '')
  );
}
