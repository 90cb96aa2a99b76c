import { expect, it } from 'vitest';
import world from 'world-atlas/countries-110m.json' with { type: 'json' };
import { countryName, numericCode } from './country-codes.ts';

const regions = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].flatMap((first) =>
  [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((second) => first + second),
);

it('finds every outline that has a code, each under one country', () => {
  const found = regions.map(numericCode).filter((code) => code !== undefined);
  const outlines = world.objects.countries.geometries.flatMap(({ id }) => id ?? []);
  expect(found.toSorted()).toEqual(outlines.toSorted());
});

it('gives each country the outline of that name', () => {
  const outlines = new Map(
    world.objects.countries.geometries.map(({ id, properties }) => [id, properties.name]),
  );
  const letters = (name: string): string =>
    name
      .normalize('NFD')
      .replaceAll(/[^a-z]/gi, '')
      .toLowerCase();
  const different = regions.flatMap((region) => {
    const code = numericCode(region);
    const outline = code === undefined ? undefined : outlines.get(code);
    const [a, b] = [letters(countryName(region)), letters(outline ?? '')];
    return outline === undefined || a.slice(0, 4) === b.slice(0, 4) ? [] : [`${region} ${outline}`];
  });
  // The same countries under another name.
  expect(different).toEqual([
    'CD Dem. Rep. Congo',
    'EH W. Sahara',
    'GQ Eq. Guinea',
    'MK Macedonia',
    'SS S. Sudan',
    'TF Fr. S. Antarctic Lands',
  ]);
});
