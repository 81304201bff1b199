import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readPrivateFile, writePrivateFile } from '../private-file.ts';

/** Where the link of a first start stands until it was used: mode 0600, in the data directory. */
export function linkFileOf(dataDirectory: string) {
  const path = join(dataDirectory, 'owner-link');
  return {
    path,
    read: () => readPrivateFile(path),
    write: (link: string) => writePrivateFile(path, `${link}\n`),
    remove: () => rmSync(path, { force: true }),
  };
}
