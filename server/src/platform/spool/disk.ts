import { fdatasync, writevSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';

/** The calls that fail when a disk is full or broken, in one place so that tests can make them fail. */
export interface Disk {
  /** Returns how many bytes were written, which may be fewer than given. */
  writev(descriptor: number, buffers: readonly Buffer[], position: number): number;
  fdatasync(descriptor: number): Promise<void>;
}

export const realDisk: Disk = {
  writev: (descriptor, buffers, position) => writevSync(descriptor, buffers, position),
  fdatasync: promisify(fdatasync),
};

/** Makes a new entry of a directory survive a loss of power. */
export async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes all of the buffers or throws. */
export function writeFully(
  disk: Disk,
  descriptor: number,
  buffers: readonly Buffer[],
  position: number,
): void {
  let rest = buffers;
  let at = position;
  while (rest.length > 0) {
    const written = disk.writev(descriptor, rest, at);
    if (written === 0) throw Object.assign(new Error('nothing was written'), { code: 'ENOSPC' });
    at += written;
    rest = dropBytes(rest, written);
  }
}

function dropBytes(buffers: readonly Buffer[], bytes: number): readonly Buffer[] {
  let left = bytes;
  for (const [index, buffer] of buffers.entries()) {
    if (left < buffer.length) return [buffer.subarray(left), ...buffers.slice(index + 1)];
    left -= buffer.length;
  }
  return [];
}
