import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Holds the engine's own package.json and lock file, in the repository and in the published package alike. */
const MANIFEST = fileURLToPath(new URL('../../../engine/', import.meta.url));

interface EngineManifest {
  readonly packageJson: string;
  readonly packageLock: string;
}

export function readManifest(): EngineManifest {
  return {
    packageJson: readFileSync(join(MANIFEST, 'package.json'), 'utf8'),
    packageLock: readFileSync(join(MANIFEST, 'package-lock.json'), 'utf8'),
  };
}

/** Where the engine of this version of Signalbox lives: another lock file, platform or processor is another folder. */
export function engineFolder(
  root: string,
  manifest: EngineManifest = readManifest(),
  machine = `${process.platform}-${process.arch}`,
): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([manifest.packageJson, manifest.packageLock, machine]))
    .digest('hex');
  return join(root, hash.slice(0, 16));
}

/** True where the engine of this version is in place. It was moved there whole, so that being there is enough. */
export function isEngineInstalled(dataDirectory: string): boolean {
  return existsSync(engineFolder(join(dataDirectory, 'engine')));
}
