import { crc32, deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readZip } from './read-zip.ts';
import { createUnpacked } from './unpacked.ts';

/** A zip with one file, as the format describes it (APPNOTE 4.3). */
function zipOf(name: string, content: Buffer, statedBytes = content.length): Buffer {
  const packed = deflateRawSync(content);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(statedBytes, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
  const entry = Buffer.concat([
    Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
    common,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}

test('a zip gives its files', async () => {
  const unpacked = createUnpacked();
  await readZip(zipOf('a.txt', Buffer.from('hello')), unpacked);
  expect([...unpacked.files()]).toEqual([['a.txt', Buffer.from('hello')]]);
});

test.each<[what: string, zip: Buffer, why: string]>([
  [
    'a bomb',
    zipOf('a.txt', Buffer.alloc(8 * 1024 * 1024)),
    'The bundle unpacks to more than 100 times its size.',
  ],
  [
    'a bomb that states another size',
    zipOf('a.txt', Buffer.alloc(8 * 1024 * 1024), 10),
    'The bundle is damaged: its zip cannot be read.',
  ],
])('%s is refused', async (_what, zip, why) => {
  await expect(readZip(zip, createUnpacked())).rejects.toThrow(why);
});
