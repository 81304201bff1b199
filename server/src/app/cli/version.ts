import { readFileSync } from 'node:fs';
import { z } from 'zod';

const PackageJson = z.object({ version: z.string() });

/** The version of this package, from its package.json (one folder above `src` and `dist`). */
export function productVersion(): string {
  const path = new URL('../../../package.json', import.meta.url);
  return PackageJson.parse(JSON.parse(readFileSync(path, 'utf8'))).version;
}
