import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { findObservables } from '../find.ts';
import { corpusFolder, labelSchema } from './core-cases.ts';

const present = existsSync(corpusFolder);
const absent = 'the corpus beside the checkout is absent';
const reports = present
  ? readdirSync(join(corpusFolder, 'reports')).filter((name) => !name.endsWith('.json'))
  : [];

describe.skipIf(!present)(present ? 'noise' : `noise (${absent})`, () => {
  test.for(reports)(
    'the report %s: nothing that its vendor lists is noise',
    (name, { annotate }) => {
      const folder = join(corpusFolder, 'reports', name);
      const input = readdirSync(folder).find((file) => file.startsWith('input')) ?? '';
      const listed = z
        .object({ must_find: z.array(labelSchema) })
        .parse(JSON.parse(readFileSync(join(folder, 'iocs.json'), 'utf8')))
        .must_find.map(({ value }) => value.toLowerCase());
      const noise = new Map(
        findObservables(readFileSync(join(folder, input), 'utf8')).finds.flatMap((find) =>
          find.noise === undefined ? [] : [[find.value.toLowerCase(), find.noise] as const],
        ),
      );
      for (const [value, reason] of noise) void annotate(`${reason}: ${value}`);
      expect(listed.filter((value) => noise.has(value))).toEqual([]);
    },
  );
});
