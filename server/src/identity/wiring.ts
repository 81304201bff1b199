// What only the composition root needs: endpoints, snapshots and first starts, which know the database.
export { loadBootstrapKey } from './bootstrap-file.ts';
export { findProject } from './find-project.ts';
export { type Defaults, provisionIdentity } from './provision.ts';
export { identityEndpoints } from './routes.ts';
export { IDENTITY_SEALED, identitySnapshot } from './snapshot.ts';
export { createStoredAuthenticator } from './stored-keys.ts';
