import { join } from 'node:path';
import { readPrivateFile, writePrivateFile } from './private-file.ts';
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
  const known = readPrivateFile(path);
  if (known !== null) return known;
  const key = generateBootstrapKey();
  writePrivateFile(path, `${key}\n`);
  return key;
}
