export { type Authenticator, createAuthenticator, hashCredential } from './authenticator.ts';
export { credentialFromHeaders, credentialOf, OWN_KEY_HEADER } from './credential.ts';
export { ProjectEntity } from './entities.ts';
export { mintKey } from './keys.ts';
export type { Principal } from './principal.ts';
