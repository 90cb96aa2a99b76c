import type { Context, Enrich } from '../../sdk/index.ts';
import { askRegistrar, askServer } from './ask.ts';
import { type Query, queryFor } from './query.ts';
import { describe } from './report.ts';
import { FreshLists, findService, type Service } from './services.ts';

// A reused process keeps them between runs.
const fresh = new FreshLists();

export const enrich: Enrich = async (observable, context) => {
  const query = queryFor(observable);
  if (query === null) {
    return { noData: `${observable.value} is nothing that is registered: no registry is asked.` };
  }
  const service = await serviceFor(query, context);
  if (service === null) {
    return { noData: `No RDAP server is known that answers for ${query.name}.` };
  }
  const { server } = service;
  const answered = await askServer(`${server}${query.path}`, query, context);
  if (!('registration' in answered)) return answered;
  const registrar = await askRegistrar(answered.registration, server, query, context);
  const { registration } = answered;
  return describe({ observable, query, service, registration, registrar, now: Date.now() });
};

async function serviceFor(query: Query, context: Context): Promise<Service | null> {
  const own = String(context.settings['server'] ?? '').trim();
  if (own === '') return await findService(query, context, fresh);
  return { server: own.endsWith('/') ? own : `${own}/`, listed: '' };
}
