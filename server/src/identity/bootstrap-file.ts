import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { generateBootstrapKey } from './provision.ts';

/** Where the owner key stands that the first start made. */
function bootstrapFile(dataDirectory: string): string {
  return join(dataDirectory, 'bootstrap.key');
}

/**
 * The owner key of this installation: what was configured, else the file's, which is made (mode 0600, whole or not at
 * all) where it is missing.
 */
export function loadBootstrapKey(dataDirectory: string, configured: string | null): string {
  // A header's value has no spaces at its ends, and a variable that was read from a file often has a line end.
  if (configured !== null) return configured.trim();
  const path = bootstrapFile(dataDirectory);
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const key = generateBootstrapKey();
  const draft = `${path}.${process.pid}`;
  const file = openSync(draft, 'w', 0o600);
  try {
    writeSync(file, `${key}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  return key;
}
