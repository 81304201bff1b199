import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Blobs, openFolderBlobs } from './index.ts';

let folder: string;
let blobs: Blobs;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signalbox-blobs-'));
  blobs = openFolderBlobs(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('gives back what was put, and no draft stays', async () => {
  await blobs.put('exports/one/00001', Buffer.from('a'));
  await blobs.put('exports/one/00001', Buffer.from('b'));
  expect(await text(await blobs.read('exports/one/00001'))).toBe('b');
  expect(readdirSync(join(folder, 'exports', 'one'))).toEqual(['00001']);
});

it('removes all of a prefix, and nothing beside it', async () => {
  await blobs.put('exports/one/00001', Buffer.from('a'));
  await blobs.put('exports/one2/00001', Buffer.from('b'));
  await blobs.removeAll('exports/one');
  await blobs.removeAll('exports/never');
  await expect(blobs.read('exports/one/00001')).rejects.toMatchObject({ code: 'not_found' });
  expect(await text(await blobs.read('exports/one2/00001'))).toBe('b');
});

it.each(['../secret', '/etc/passwd', 'a/../b', 'a//b', '', 'a/.', 'A'])(
  'refuses the key "%s"',
  async (key) => {
    await expect(blobs.put(key, Buffer.alloc(0))).rejects.toThrow('cannot be the key');
    await expect(blobs.read(key)).rejects.toThrow('cannot be the key');
    await expect(blobs.removeAll(key)).rejects.toThrow('cannot be the key');
  },
);
