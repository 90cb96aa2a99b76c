import { memo, useMemo } from 'react';
import world from 'world-atlas/countries-110m.json' with { type: 'json' };
import { countryName, numericCode } from './country-codes.ts';
import { type ArcTree, outlinePath } from './geo-outline.ts';
import type { GeoWidget } from './geo-widget.tsx';

const antarctica = '010';
const kilometresPerDegree = 111.32;

type Outline = { readonly id?: string; readonly arcs: ArcTree };

function useOutlines(countries: readonly string[]): { land: string; marked: string } {
  return useMemo(() => {
    const codes = new Set(countries.map(numericCode));
    const outlines: readonly Outline[] = world.objects.countries.geometries;
    const pathOf = (chosen: boolean): string =>
      outlines
        // A ring around the pole has no place on a flat map.
        .filter(({ id }) => id !== antarctica)
        .filter(({ id }) => (id !== undefined && codes.has(id)) === chosen)
        .map(({ arcs }) => outlinePath(world, arcs))
        .join('');
    return { land: pathOf(false), marked: pathOf(true) };
  }, [countries]);
}

/** Natural Earth's outline, one degree a unit, without the far south, where nothing is ever found. */
function GeoMap({ widget, name }: { readonly widget: GeoWidget; readonly name: string }) {
  const { land, marked } = useOutlines(widget.countries);
  const places = [
    ...widget.countries.map(countryName),
    ...widget.points.flatMap(({ label }) => label ?? []),
  ].slice(0, 10);
  return (
    <svg
      className="fb-geo-map"
      viewBox="-180 -84 360 142"
      role="img"
      aria-label={places.length === 0 ? name : `${name}: ${places.join(', ')}`}
    >
      <path className="fb-geo-land" d={land} />
      <path className="fb-geo-marked" d={marked} />
      {widget.points.map(({ latitude, longitude, label, radiusKilometres }, index) => {
        const degrees = (radiusKilometres ?? 0) / kilometresPerDegree;
        // Meridians draw together towards the poles; past 80 degrees the circle would cover the map.
        const narrowing = Math.cos((Math.min(Math.abs(latitude), 80) * Math.PI) / 180);
        return (
          <g key={index}>
            <ellipse
              className="fb-geo-radius"
              cx={longitude}
              cy={-latitude}
              rx={Math.min(degrees / narrowing, 180)}
              ry={Math.min(degrees, 90)}
            />
            <circle className="fb-geo-point" cx={longitude} cy={-latitude} r={1.6}>
              {label === undefined ? null : <title>{label}</title>}
            </circle>
          </g>
        );
      })}
    </svg>
  );
}

export default memo(GeoMap);
