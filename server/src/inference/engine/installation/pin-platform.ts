import { z } from 'zod';

const Dependencies = z.record(z.string(), z.string());
const PackageJson = z.looseObject({ dependencies: Dependencies });
const LockedPackage = z.looseObject({
  version: z.string().optional(),
  dependencies: Dependencies.optional(),
  optional: z.boolean().optional(),
});
const PackageLock = z.looseObject({ packages: z.record(z.string(), LockedPackage) });

/**
 * Makes one platform's package a plain dependency of the engine's package and lock file.
 *
 * node-llama-cpp names every build, CUDA's gigabytes included, as an optional dependency: left alone, npm brings each that
 * fits the system; with optional ones omitted, none. So optional ones are omitted and the one wanted is none of them.
 */
export function pinPlatform(
  manifest: { readonly packageJson: string; readonly packageLock: string },
  platformPackage: string,
): { readonly packageJson: string; readonly packageLock: string } {
  const packageJson = PackageJson.parse(JSON.parse(manifest.packageJson));
  const lock = PackageLock.parse(JSON.parse(manifest.packageLock));
  const root = lock.packages[''];
  const entry = lock.packages[`node_modules/${platformPackage}`];
  if (root?.dependencies === undefined || entry?.version === undefined)
    throw new Error(`the engine's lock file does not hold ${platformPackage}`);
  packageJson.dependencies[platformPackage] = entry.version;
  root.dependencies[platformPackage] = entry.version;
  delete entry.optional;
  return {
    packageJson: `${JSON.stringify(packageJson, null, 2)}\n`,
    packageLock: `${JSON.stringify(lock, null, 2)}\n`,
  };
}
