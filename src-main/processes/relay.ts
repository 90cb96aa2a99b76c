import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';

/**
 * Behind walls the host's loopback is out of reach, and what enrichers are written with takes a proxy's port but no
 * Unix socket. This carries bytes from a port of the child's own network to the socket that was let in, and starts the
 * program once it listens. It decides nothing: what is at the other end of the socket does.
 *
 * `node relay.ts SOCKET PORT PROGRAM [ARGUMENT…]`
 */
const [socketPath = '', port = '', program = '', ...words] = process.argv.slice(2);

createServer({ allowHalfOpen: true }, (client) => {
  const wayOut = connect({ path: socketPath, allowHalfOpen: true });
  for (const [from, to] of [
    [client, wayOut],
    [wayOut, client],
  ] satisfies [Socket, Socket][]) {
    // Not `pipe`: it looks at process.stdout, which turns the program's own into one that does not block.
    from.on('data', (chunk: Buffer) => {
      if (!to.write(chunk)) from.pause();
    });
    to.on('drain', () => from.resume());
    from.on('end', () => to.end());
    from.on('error', () => to.destroy());
    from.on('close', () => to.end());
  }
}).listen(Number(port), '127.0.0.1', start);

function start(): void {
  const child = spawn(program, words, {
    stdio: ['inherit', 'inherit', 'inherit', 3, 4],
  });
  child.on('error', (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(127);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.kill(process.pid, signal);
  });
  // Ours are copies: the channel is to be closed when the program closes it.
  closeSync(3);
  closeSync(4);
}
