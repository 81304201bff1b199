export {
  type Authenticator,
  createAuthenticator,
  hashCredential,
} from './authenticator.ts';
export { loadBootstrapKey } from './bootstrap-file.ts';
export { credentialFromHeaders } from './credential.ts';
export { ProjectEntity } from './entities.ts';
export { findProject } from './find-project.ts';
export { mintKey } from './keys.ts';
export type { Principal } from './principal.ts';
export { type Defaults, provisionIdentity } from './provision.ts';
export { identityEndpoints } from './routes.ts';
export { IDENTITY_SEALED, identitySnapshot } from './snapshot.ts';
export { createStoredAuthenticator } from './stored-keys.ts';
