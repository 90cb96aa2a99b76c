import { expect, test } from 'vitest';
import { mountTypeOf, networkFileSystem } from './network-file-systems.ts';

test.each([
  { name: 'ext4', type: 0xef53, found: null },
  { name: 'btrfs', type: 0x9123683e, found: null },
  { name: 'xfs', type: 0x58465342, found: null },
  { name: 'tmpfs', type: 0x01021994, found: null },
  { name: 'overlay', type: 0x794c7630, found: null },
  { name: 'zfs', type: 0x2fc12fc1, found: null },
  { name: 'nfs4', type: 0x6969, found: 'NFS' },
  { name: 'smb3', type: 0xfe534d42, found: 'SMB2' },
  { name: 'cifs', type: 0xff534d42, found: 'CIFS' },
  { name: 'cifs', type: 0xff534d42 | 0, found: 'CIFS' },
  { name: '9p', type: 0x01021997, found: '9P' },
  { name: 'afs', type: 0x5346414f, found: 'AFS' },
  { name: 'ceph', type: 0x00c36400, found: 'Ceph' },
  { name: 'fuse.sshfs', type: 0x65735546, found: 'fuse.sshfs' },
  { name: 'fuse.rclone', type: 0x65735546, found: 'fuse.rclone' },
  { name: 'fuseblk', type: 0x65735546, found: null },
  { name: 'virtiofs', type: 0x65735546, found: null },
  { name: null, type: 0x65735546, found: null },
])('$name ($type) is network file system $found', ({ name, type, found }) => {
  expect(networkFileSystem({ type, name })).toBe(found);
});

const mountInfo = [
  '22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw',
  '40 22 0:35 / /home rw,nosuid - nfs4 server:/home rw',
  '41 40 0:36 / /home/ana/my\\040files rw - fuse.sshfs ana@host: rw',
  '42 22 0:37 / /home2 rw - xfs /dev/vdb rw',
].join('\n');

test.each([
  { path: '/var/lib', type: 'ext4' },
  { path: '/home/ana', type: 'nfs4' },
  { path: '/home', type: 'nfs4' },
  { path: '/home2/bob', type: 'xfs' },
  { path: '/home/ana/my files/data', type: 'fuse.sshfs' },
])('$path lies on $type', ({ path, type }) => {
  expect(mountTypeOf(path, mountInfo)).toBe(type);
});
