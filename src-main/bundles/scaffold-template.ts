/** What `newBundle` writes: small, but real, so that it installs and passes its fixtures as it is. */

export function metadataTemplate(appName: string, title: string): string {
  const metadata = {
    title,
    transform_set_name: title,
    description: 'Counts the labels of a domain. Replace this with what your enricher does.',
    sdk_type: 'flairbench',
    app_name: appName,
    version: '0.1.0',
    author: '',
    audience: 'offline',
    transforms: [
      {
        transform_name: 'labels',
        display_name: title,
        parameters: 'enrich.ts',
        entity_type: ['domain'],
        enrichment: true,
      },
    ],
  };
  return `${JSON.stringify(metadata, null, 2)}\n`;
}

export const enrichTemplate = `import type { Enrich } from './sdk.ts';

/** Runs once for each observable. All that it may do arrives as \`context\`: fetch, resolve, settings, log. */
export const enrich: Enrich = (observable, context) => {
  const labels = observable.value.split('.');
  if (labels.length === 1) {
    return { noData: \`\${observable.value} has one label only.\` };
  }
  context.log('debug', \`\${labels.length} labels\`);
  return {
    widgets: [
      { type: 'badges', items: [{ label: 'Labels', value: labels.length }] },
      {
        type: 'table',
        title: 'Labels',
        columns: ['Label', { name: 'Length', kind: 'Integer' }],
        rows: labels.map((label) => [label, label.length]),
      },
    ],
    facts: { 'labels.count': labels.length },
  };
};
`;

export const fixturesTemplate = `${JSON.stringify(
  [
    {
      name: 'a domain of three labels',
      observable: { type: 'domain', value: 'www.example.com' },
      expected: {
        widgets: [{ type: 'badges' }, { type: 'table', rowCount: 3 }],
        facts: { 'labels.count': 3 },
      },
    },
    {
      name: 'a name without dots',
      observable: { type: 'domain', value: 'localhost' },
      expected: { noData: 'localhost has one label only.' },
    },
  ],
  null,
  2,
)}\n`;

export function readmeTemplate(title: string): string {
  return `# ${title}

An enricher for Flairbench.

| file | what it is |
|---|---|
| \`metadata.json\` | what it is called, which types it takes, whom it tells: \`audience\`, \`hosts\`, \`active\`, \`limits\` |
| \`source/enrich.ts\` | the one function, \`enrich\`; it is compiled when the bundle is installed |
| \`source/sdk.ts\` | the types it is written against, for your editor; nothing of it runs |
| \`fixtures.json\` | observables, recorded responses and what is expected of them; replayed without the network |

Check it with \`flairbench bundle validate DIR\`, run it with \`flairbench bundle try DIR labels www.example.com\`, install it with
\`flairbench bundle install DIR\`.

To ask a service, declare its host in \`metadata.json\` (\`"audience": "third_party", "hosts": ["api.example.com"]\`), call
\`await context.fetch('https://api.example.com/…')\`, and put what it answered under \`responses.fetch\` of a fixture:
\`{ "url": "https://api.example.com/…", "status": 200, "body": { … } }\`.
`;
}
