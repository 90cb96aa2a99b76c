import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { outsideArchive } from './node-binary.ts';
import type { Command } from './resource-limits.ts';

/** A proxy for one child alone, opened where that child can reach it. Whoever gives it also closes it. */
export type WayOut = {
  /** the password that the proxy asks for, base64url */
  readonly secret: string;
  /** opens it at a Unix socket of this path, for this user alone */
  listenAt(path: string): Promise<void>;
  /** opens it on 127.0.0.1; gives the port */
  listenOnLoopback(): Promise<number>;
  /** PEM of the authorities that the child should believe; null: those that it knows */
  authorities(): Promise<readonly string[] | null>;
};

/** In a network of its own every port is free. */
const relayPort = 3128;

/** A command that has its way out: what it sees of it, and what it must be able to read for it. */
export type LedOut = {
  readonly command: Command;
  readonly environment: Readonly<Record<string, string>>;
  readonly readPaths: readonly string[];
};

/**
 * Opens the way out for a command. Behind walls that is a socket in its working folder, and a relay to it from a port
 * of the child's own network; without walls a port of this machine, which only the secret keeps for the child.
 */
export async function ledOut(
  command: Command,
  wayOut: WayOut | undefined,
  place: { readonly node: string; readonly folder: string; readonly walled: boolean },
): Promise<LedOut> {
  if (wayOut === undefined) return { command, environment: {}, readPaths: [] };
  const trust = await trustEnvironment(wayOut, place.folder);
  if (!place.walled) {
    const port = await wayOut.listenOnLoopback();
    const environment = { ...trust, ...proxyEnvironment(port, wayOut.secret) };
    return { command, environment, readPaths: [] };
  }
  const socket = join(place.folder, '.way-out');
  await wayOut.listenAt(socket);
  const relay = relayPath();
  const words = ['--no-warnings', relay, socket, String(relayPort)];
  return {
    command: {
      program: place.node,
      arguments: [...words, command.program, ...command.arguments],
    },
    environment: { ...trust, ...proxyEnvironment(relayPort, wayOut.secret) },
    readPaths: [relay, command.program],
  };
}

/**
 * What Python, curl, Go and Node look for, which is why the secret stands in the environment: it opens nothing but
 * the child's own way out, while the child lives, and others than this user cannot read it there.
 */
function proxyEnvironment(port: number, secret: string): Record<string, string> {
  const address = `http://run:${secret}@127.0.0.1:${port}`;
  return {
    ...Object.fromEntries(
      ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'].flatMap((name) => [
        [name, address],
        [name.toLowerCase(), address],
      ]),
    ),
    NODE_USE_ENV_PROXY: '1',
  };
}

/** An authority of the organisation, behind whose proxy all certificates may be its own, is named to the child, too. */
async function trustEnvironment(wayOut: WayOut, folder: string): Promise<Record<string, string>> {
  const authorities = await wayOut.authorities();
  if (authorities === null) return {};
  const path = join(folder, '.authorities.pem');
  await writeFile(path, authorities.join('\n'));
  const names = ['SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS'];
  return Object.fromEntries(names.map((name) => [name, path]));
}

function relayPath(): string {
  const name = import.meta.url.endsWith('.ts') ? './relay.ts' : './relay.js';
  return outsideArchive(fileURLToPath(new URL(name, import.meta.url)));
}
