import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { SignalboxError } from '../errors/index.ts';
import type { Blobs } from './blobs.ts';

/** `exports/0190…/00001`: no segment that a file system would read as more than a name. */
const KEY = /^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)*$/;

/** Where the blobs of an installation are. */
export const blobFolder = (dataDirectory: string): string => join(dataDirectory, 'blobs');

/** Blobs as files below `folder`, readable by their owner only. */
export function openFolderBlobs(folder: string): Blobs {
  const pathOf = (key: string): string => {
    if (!KEY.test(key)) throw new Error(`"${key}" cannot be the key of a blob`);
    return join(folder, key);
  };
  return {
    async put(key, bytes) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const draft = `${path}.${process.pid}.draft`;
      const file = await open(draft, 'w', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
      await syncFolder(dirname(path));
    },
    async read(key): Promise<Readable> {
      try {
        const file = await open(pathOf(key));
        return file.createReadStream();
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
        throw new SignalboxError(
          'not_found',
          'the file is not there any more',
          'It has expired or was deleted; ask for it anew.',
        );
      }
    },
    async removeAll(prefix) {
      await rm(pathOf(prefix), { recursive: true, force: true });
    },
  };
}

/** So that the name is there after a loss of power, too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
