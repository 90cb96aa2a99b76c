/**
 * What the child of the self-test tries. A text and not a file of its own, so that it lies nowhere when it is
 * not needed; written for plain Node, without imports of ours.
 */
export const probeSource = `
import { readdirSync, readFileSync, readlinkSync, writeFileSync, writeSync } from 'node:fs';
import { connect } from 'node:net';

const [home, elsewhere, port, hostProcesses, megabytes] = process.argv.slice(2);

function attempt(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}

function reach() {
  return new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  });
}

// Asked for and not touched: where nothing holds it back, it costs nothing. A small machine refuses it by itself,
// which proves nothing: so the limit has to stand in the system's words, too.
function takesMemory() {
  return attempt(() => new ArrayBuffer(Number(megabytes) * 1024 * 1024)) !== undefined;
}

const limits = /^Max data size +\\d/m;

const findings = {
  homeNames: attempt(() => readdirSync(home)) ?? [],
  readElsewhere: attempt(() => readFileSync(elsewhere + '/secret')) !== undefined,
  wroteElsewhere: attempt(() => writeFileSync(elsewhere + '/written', '') ?? true) === true,
  // Numbers of processes repeat in every namespace; the name of the namespace does not.
  sawHost: attempt(() => readlinkSync('/proc/self/ns/pid')) === hostProcesses,
  reachedNetwork: await reach(),
  tookMemory: !limits.test(attempt(() => readFileSync('/proc/self/limits', 'utf8'))) || takesMemory(),
};
writeSync(4, JSON.stringify(findings) + '\\n');
process.exit();
`;
