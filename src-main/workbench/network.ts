import { BrokerRefusal } from '../broker/broker.ts';
import { bareHost, portOf } from '../broker/hosts.ts';
import { goesDirect } from '../broker/no-proxy.ts';
import type { UpstreamProxy } from '../broker/upstream.ts';
import { Failure } from '../contract/failure.ts';
import {
  type Network,
  type NetworkStatus,
  type ProxyCredentials,
  proxyUrl,
} from '../contract/network.ts';
import type { ReadAuthorities } from '../processes/authorities.ts';
import type { Vault } from '../vault/vault.ts';

/** No bundle can have this name. */
const vaultName = ':proxy';

/** What the broker is told of the network around this machine. */
export function createNetworkDesk(options: {
  readonly network: () => Network;
  /** as it was when the host started */
  readonly environment: NodeJS.ProcessEnv;
  readonly vault: Pick<Vault, 'names' | 'read' | 'write'>;
  readonly readAuthorities: (file: string) => Promise<ReadAuthorities>;
}) {
  const { network, vault } = options;
  const system = systemProxies(options.environment);
  let believed: { readonly file: string; readonly read: Promise<ReadAuthorities> } | null = null;

  /** What the vault holds, else what stands in the system's address. */
  async function credentials(inAddress: ProxyCredentials | null): Promise<ProxyCredentials | null> {
    try {
      const { user, password } = await vault.read(vaultName);
      return user === undefined || password === undefined ? inAddress : { user, password };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      throw new BrokerRefusal('unreachable', error.message, { cause: error });
    }
  }

  return {
    proxyFor(target: URL): UpstreamProxy | null {
      const { proxy, proxyAddress, proxyExcept } = network();
      if (proxy === 'none') return null;
      const named = { url: proxyUrl(proxyAddress), credentials: null };
      const chosen = proxy === 'named' ? named : system.for(target);
      const except = proxy === 'named' ? proxyExcept : system.except;
      if (chosen.url === null || goesDirect(target, except)) return null;
      return { url: chosen.url, credentials: () => credentials(chosen.credentials) };
    },

    async authorities(): Promise<readonly string[]> {
      const file = network().caBundle;
      if (believed?.file !== file) believed = { file, read: options.readAuthorities(file) };
      const { certificates, problem } = await believed.read;
      if (problem === null) return certificates;
      believed = null;
      throw new BrokerRefusal('unreachable', problem);
    },

    async status(): Promise<NetworkStatus> {
      const names = await vault.names(vaultName);
      return { system: system.words, passwordKept: names.includes('password') };
    },

    async setCredentials(given: ProxyCredentials | null): Promise<void> {
      await vault.write(vaultName, 'user', given?.user ?? null);
      await vault.write(vaultName, 'password', given?.password ?? null);
    },
  };
}

/** BAD_INPUT for what no proxy can be reached by. */
export function checkNetwork({ proxy, proxyAddress }: Network): void {
  if (proxy !== 'named' || proxyUrl(proxyAddress) !== null) return;
  throw new Failure(
    'BAD_INPUT',
    'Write the proxy as proxy.example:8080, without user name and password: those have fields of their own.',
  );
}

type SystemProxy = { readonly url: URL | null; readonly credentials: ProxyCredentials | null };

/** As curl and others read them. */
function systemProxies(environment: NodeJS.ProcessEnv) {
  const read = (name: string) => environment[name.toLowerCase()] || environment[name] || '';
  const all = read('ALL_PROXY');
  const https = systemProxy(read('HTTPS_PROXY') || all);
  const http = systemProxy(read('HTTP_PROXY') || all);
  const place = ({ url }: SystemProxy) => (url === null ? [] : [`${bareHost(url)}:${portOf(url)}`]);
  const words = [...new Set([...place(https), ...place(http)])].join(', ');
  return {
    for: (target: URL) => (target.protocol === 'http:' ? http : https),
    except: read('NO_PROXY'),
    words: words === '' ? null : words,
  };
}

/** A stray percent sign in a password is itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function systemProxy(text: string): SystemProxy {
  const url = text === '' ? null : URL.parse(text.includes('://') ? text : `http://${text}`);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    return { url: null, credentials: null };
  }
  const [user, password] = [decoded(url.username), decoded(url.password)];
  url.username = '';
  url.password = '';
  return { url, credentials: user === '' ? null : { user, password } };
}
