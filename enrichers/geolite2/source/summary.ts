import type { Value } from '../../mmdb/decoder.ts';
import type { ReportInput, Widget } from '../../sdk/index.ts';
import { numberAt, textAt } from './record.ts';

/** What analysts ask of the known database types; every part may be missing. */
export type Summary = {
  readonly city: string | null;
  readonly region: string | null;
  readonly country: string | null;
  readonly countryCode: string | null;
  readonly continent: string | null;
  readonly timeZone: string | null;
  readonly postalCode: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly radius: number | null;
  readonly systemNumber: number | null;
  readonly systemName: string | null;
  readonly domain: string | null;
};

export function summarise(record: Value): Summary {
  return {
    city: textAt(record, 'city', 'names', 'en'),
    region: textAt(record, 'subdivisions', 0, 'names', 'en'),
    country: textAt(record, 'country', 'names', 'en'),
    countryCode: textAt(record, 'country', 'iso_code') ?? textAt(record, 'country_code'),
    continent: textAt(record, 'continent', 'names', 'en'),
    timeZone: textAt(record, 'location', 'time_zone'),
    postalCode: textAt(record, 'postal', 'code'),
    latitude: numberAt(record, 'location', 'latitude'),
    longitude: numberAt(record, 'location', 'longitude'),
    radius: numberAt(record, 'location', 'accuracy_radius'),
    systemNumber:
      numberAt(record, 'autonomous_system_number') ??
      numberAt(record, 'traits', 'autonomous_system_number'),
    systemName:
      textAt(record, 'autonomous_system_organization') ??
      textAt(record, 'traits', 'autonomous_system_organization'),
    domain: textAt(record, 'domain') ?? textAt(record, 'traits', 'domain'),
  };
}

/** The badges at the top: place, country, system; none when the record has none of them. */
export function badgesOf(summary: Summary): Widget[] {
  const place = [summary.city, summary.region].filter((part) => part !== null).join(', ');
  const country = nameAndCode(summary.country, summary.countryCode);
  const system = systemOf(summary);
  const items = [
    ...(place === '' ? [] : [{ label: 'Place', value: place }]),
    ...(country === null ? [] : [{ label: 'Country', value: country }]),
    ...(system === null ? [] : [{ label: 'Autonomous system', value: system }]),
  ];
  return items.length === 0 ? [] : [{ type: 'badges', items }];
}

/** A point where the record has coordinates, else the country. */
export function mapOf(summary: Summary): Widget[] {
  const { latitude, longitude, radius, countryCode } = summary;
  const label = summary.city ?? summary.country;
  if (latitude !== null && longitude !== null) {
    return [
      {
        type: 'geo',
        points: [
          {
            latitude,
            longitude,
            ...(label === null ? {} : { label }),
            ...(radius === null ? {} : { radiusKilometres: radius }),
          },
        ],
        countries: countryCode === null ? [] : [countryCode],
      },
    ];
  }
  return countryCode === null ? [] : [{ type: 'geo', countries: [countryCode] }];
}

export function factsOf(summary: Summary): NonNullable<ReportInput['facts']> {
  const facts = {
    'geo.city': summary.city,
    'geo.region': summary.region,
    'geo.country': summary.countryCode,
    'geo.countryName': summary.country,
    'geo.continent': summary.continent,
    'geo.timeZone': summary.timeZone,
    'geo.postalCode': summary.postalCode,
    'geo.latitude': summary.latitude,
    'geo.longitude': summary.longitude,
    'geo.accuracyRadius': summary.radius,
    'asn.number': summary.systemNumber,
    'asn.organisation': summary.systemName,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
}

function nameAndCode(name: string | null, code: string | null): string | null {
  if (name === null || code === null) return name ?? code;
  return `${name} (${code})`;
}

function systemOf({ systemNumber, systemName }: Summary): string | null {
  if (systemNumber === null) return systemName;
  return systemName === null ? `AS${systemNumber}` : `AS${systemNumber} ${systemName}`;
}
