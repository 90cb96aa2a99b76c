/**
 * Locks and shared memory of SQLite's WAL do not hold between the machines of a network file system: two of them
 * writing damage the file, so such a folder is refused.
 */
const magicNumbers: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xfe534d42, 'SMB2'],
  [0xff534d42, 'CIFS'],
  [0x01021997, '9P'],
  [0x5346414f, 'AFS'],
  [0x6b414653, 'AFS'],
  [0x73757245, 'Coda'],
  [0x564c, 'NCP'],
  [0x00c36400, 'Ceph'],
  [0x01161970, 'GFS2'],
  [0x7461636f, 'OCFS2'],
  [0x0bd00bd0, 'Lustre'],
  [0x47504653, 'GPFS'],
  [0x19830326, 'BeeGFS'],
  [0x786f4256, 'VirtualBox shared folder'],
  [0xbacbacbc, 'VMware shared folder'],
]);

const networkNames =
  /^(nfs\d?|cifs|smb\w*|9p|afs|coda|ceph|lustre|vboxsf|fuse\.(sshfs|s3fs|rclone|glusterfs|davfs\d?|vmhgfs-fuse|gcsfuse|cephfs|curlftpfs))$/;

/**
 * What kind of network file system it is, or null for a local one.
 * `type` is the number of statfs(2), `name` the type in the mount table where that is known: FUSE has one number
 * for all, local and remote.
 */
export function networkFileSystem(folder: { type: number; name?: string | null }): string | null {
  // On some platforms the field is a signed 32-bit number.
  const byNumber = magicNumbers.get(folder.type >>> 0);
  if (byNumber !== undefined) return byNumber;
  return folder.name && networkNames.test(folder.name) ? folder.name : null;
}

/** The file system type of the mount that holds `path`, from the text of /proc/self/mountinfo (proc_pid_mountinfo(5)). */
export function mountTypeOf(path: string, mountInfo: string): string | null {
  let longest = -1;
  let type: string | null = null;
  for (const line of mountInfo.split('\n')) {
    const [left = '', right = ''] = line.split(' - ');
    const point = unescapeOctal(left.split(' ')[4] ?? '');
    const inside = point === '/' || path === point || path.startsWith(`${point}/`);
    // Later lines lie on top of earlier ones.
    if (point === '' || !inside || point.length < longest) continue;
    longest = point.length;
    type = right.split(' ')[0] ?? null;
  }
  return type;
}

function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}
