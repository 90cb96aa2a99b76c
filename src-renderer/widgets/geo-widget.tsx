import { lazy, Suspense } from 'react';
import type { Widget } from '../../src-main/contract/report.ts';
import { countryName } from './country-codes.ts';
import { WidgetTitle } from './report-parts.tsx';

const GeoMap = lazy(() => import('./geo-map.tsx'));

export type GeoWidget = Extract<Widget, { type: 'geo' }>;

/** `51.75 N 1.25 W`. */
function place(latitude: number, longitude: number): string {
  const north = `${Math.abs(latitude).toFixed(2)} ${latitude < 0 ? 'S' : 'N'}`;
  return `${north} ${Math.abs(longitude).toFixed(2)} ${longitude < 0 ? 'W' : 'E'}`;
}

const listedAtMost = 20;

/** A map drawn from an outline inside the package; what it shows stands below it in words. */
export function GeoView({ widget }: { readonly widget: GeoWidget }) {
  const { points, countries, title } = widget;
  const name = title ?? 'Map';
  const unlisted = points.length - listedAtMost;
  return (
    <section className="fb-widget fb-geo" aria-label={name}>
      <WidgetTitle title={title} />
      <Suspense fallback={<div className="fb-geo-map" aria-busy="true" />}>
        <GeoMap widget={widget} name={name} />
      </Suspense>
      <ul className="fb-geo-list">
        {countries.map((country) => (
          <li key={country}>{countryName(country)}</li>
        ))}
        {points
          .slice(0, listedAtMost)
          .map(({ latitude, longitude, label, radiusKilometres }, index) => (
            <li key={index}>
              {label === undefined ? '' : `${label} `}
              <span className="fb-muted">
                {place(latitude, longitude)}
                {radiusKilometres === undefined ? '' : `, within ${radiusKilometres} km`}
              </span>
            </li>
          ))}
        {unlisted > 0 ? (
          <li className="fb-muted">and {unlisted.toLocaleString('en')} more points</li>
        ) : null}
      </ul>
    </section>
  );
}
