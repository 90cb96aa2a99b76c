import { expect, test } from 'vitest';
import { bubblewrapArguments } from './bubblewrap.ts';

test('the walls are these and no others', () => {
  const words = bubblewrapArguments({
    program: '/opt/node',
    folder: '/run/work',
    readPaths: ['/data/bundle', '/data/list.mmdb'],
    writePaths: ['/data/out'],
  });
  expect(words.join(' ').replaceAll(' --', '\n--').split('\n')).toEqual([
    '--unshare-all',
    '--cap-drop ALL',
    '--die-with-parent',
    '--new-session',
    '--ro-bind-try /usr /usr',
    '--ro-bind-try /lib /lib',
    '--ro-bind-try /lib64 /lib64',
    '--ro-bind-try /etc/ld.so.cache /etc/ld.so.cache',
    '--ro-bind-try /etc/ssl /etc/ssl',
    '--proc /proc',
    '--dev /dev',
    '--tmpfs /tmp',
    '--ro-bind /opt/node /opt/node',
    '--ro-bind-try /data/bundle /data/bundle',
    '--ro-bind-try /data/list.mmdb /data/list.mmdb',
    '--bind-try /data/out /data/out',
    '--bind /run/work /run/work',
    '--chdir /run/work',
    '--',
  ]);
});
