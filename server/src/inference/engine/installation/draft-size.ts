import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** How the folders begin in which an installation is made. */
export const DRAFT = '.installing-';
/** What an engine takes on the disk, more or less: its parts differ from platform to platform. */
export const ABOUT_BYTES = 85_000_000;

/** Bytes that installations below `root` have written so far. npm tells nothing of how far it is. */
export async function draftSize(root: string): Promise<number> {
  const names = await readdir(root).catch(() => []);
  const drafts = names.filter((name) => name.startsWith(DRAFT));
  const sizes = await Promise.all(drafts.map((name) => sizeOf(join(root, name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  let sum = 0;
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    // What npm has moved meanwhile is counted the next time.
    sum += (await stat(join(entry.parentPath, entry.name)).catch(() => null))?.size ?? 0;
  }
  return sum;
}
