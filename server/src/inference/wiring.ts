// What only the composition root needs: endpoints, snapshots and first starts, which know the database.

export type { InferenceContext } from './context.ts';
export { exemptProviders, settleExemptions } from './exemptions.ts';
export { findProvider, type TriedProvider } from './find-provider.ts';
export { provisionInference } from './provision.ts';
export { resolveHost } from './resolve-host.ts';
export { inferenceEndpoints } from './routes.ts';
export type { LocalState } from './schema.ts';
export { INFERENCE_SEALED, inferenceSnapshot } from './snapshot.ts';
