export {
  type Authenticator,
  createAuthenticator,
  type Door,
  type EntityLookup,
  hashCredential,
} from './authenticator.ts';
export { bootstrapFile, loadBootstrapKey } from './bootstrap-file.ts';
export type { IdentityContext } from './context.ts';
export { credentialFromHeaders } from './credential.ts';
export {
  BOOTSTRAP_ID,
  BootstrapEntity,
  EnvironmentEntity,
  IDENTITY_KINDS,
  KeyEntity,
  ProjectEntity,
  Scope,
} from './entities.ts';
export { findProject } from './find-project.ts';
export { mintKey, parseKey, publicPartOf } from './keys.ts';
export type { Principal } from './principal.ts';
export { type Defaults, provisionIdentity } from './provision.ts';
export { identityEndpoints } from './routes.ts';
export { IDENTITY_SEALED, identitySnapshot } from './snapshot.ts';
export { createStoredAuthenticator } from './stored-keys.ts';
