import { makeRunFolder, RUN_VARIABLE, removeAbandoned, removeCluster } from './shared-cluster.ts';

/** Vitest's global set-up: names the folder of the run's cluster, and removes it in the end. */
export default async function setup(): Promise<() => Promise<void>> {
  await removeAbandoned();
  const folder = makeRunFolder();
  process.env[RUN_VARIABLE] = folder;
  return () => removeCluster(folder);
}
