import { type Broker, BrokerRefusal } from '../broker/broker.ts';
import { countIn } from '../broker/usage.ts';
import { Failure } from '../contract/failure.ts';
import { noLimits, type SaidUsage } from '../limits/limits.ts';
import type { Store } from '../store/store.ts';
import type { ConfiguredEnricher } from './configured.ts';

type Options = {
  readonly store: { readonly writer: Pick<Store['writer'], 'claimUsageQuestion' | 'saidUsage'> };
  readonly broker: Broker;
  readonly credentials: (appName: string) => Promise<Readonly<Record<string, string>>>;
};

const askEveryMs = 600_000;
const patienceMs = 10_000;

/**
 * Asks a source that has an address for it how much of its quota is left: only when something is about to run, and
 * once in ten minutes over all processes. What goes wrong is no reason to run nothing: our own count goes on.
 */
export async function askUsage(
  { store, broker, credentials }: Options,
  enricher: ConfiguredEnricher,
): Promise<void> {
  const { usage } = enricher.limits;
  if (usage === null || !('url' in usage)) return;
  const { limitScope: scope, credentialIdentity: identity } = enricher;
  const key = { scope, identity, host: '' };
  if (!(await store.writer.claimUsageQuestion(key, askEveryMs))) return;
  try {
    const values = await credentials(enricher.bundle.appName);
    const answer = await broker.fetch(
      {
        url: filled(usage.url, values, encodeURIComponent),
        method: 'GET',
        headers: Object.fromEntries(
          Object.entries(usage.headers ?? {}).map(([name, text]) => [
            name,
            filled(text, values, String),
          ]),
        ),
        body: null,
      },
      {
        runId: null,
        enricherId: enricher.id,
        observable: null,
        tlp: null,
        audience: enricher.audience,
        hosts: enricher.hosts,
        resolvers: null,
        sendFullUrl: false,
        // It says how much is left and uses nothing up.
        limits: noLimits,
        limitScope: scope,
        credentialIdentity: identity,
        told: { requests: 0, hosts: new Set<string>() },
      },
      AbortSignal.timeout(patienceMs),
    );
    const said = answer.status === 200 ? usageIn(JSON.parse(answer.body), usage) : null;
    if (said !== null) await store.writer.saidUsage(key, said);
  } catch (error) {
    const expected =
      error instanceof Failure ||
      error instanceof BrokerRefusal ||
      error instanceof SyntaxError ||
      (error instanceof DOMException && error.name === 'TimeoutError');
    if (!expected) throw error;
  }
}

type Endpoint = Extract<NonNullable<ConfiguredEnricher['limits']['usage']>, { url: string }>;

function usageIn(answer: unknown, usage: Endpoint): SaidUsage | null {
  const read = (path: string | undefined) =>
    path === undefined ? null : countIn(at(answer, path));
  const limit = read(usage.limit);
  const used = read(usage.used);
  const left = read(usage.left) ?? (limit === null || used === null ? null : limit - used);
  return left === null ? null : { limit, left: Math.max(0, left), resetAt: null };
}

function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, name) =>
        typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name)
          ? Reflect.get(inner, name)
          : null,
      value,
    );
}

function filled(
  text: string,
  credentials: Readonly<Record<string, string>>,
  write: (value: string) => string,
): string {
  return text.replace(/\{([A-Za-z][A-Za-z0-9_.-]*)\}/g, (whole, name: string) =>
    Object.hasOwn(credentials, name) ? write(credentials[name] ?? '') : whole,
  );
}
