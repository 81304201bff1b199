// What only the composition root needs: endpoints, snapshots and first starts, which know the database.
export { provisionInference } from './provision.ts';
export { inferenceEndpoints } from './routes.ts';
export { INFERENCE_SEALED, inferenceSnapshot } from './snapshot.ts';
