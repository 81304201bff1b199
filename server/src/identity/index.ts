export {
  type Authenticator,
  createAuthenticator,
  type Door,
  type EntityLookup,
  hashCredential,
} from './authenticator.ts';
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
export { mintKey, parseKey, publicPartOf } from './keys.ts';
export type { Principal } from './principal.ts';
