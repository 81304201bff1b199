// What only the composition root needs: endpoints, snapshots and first starts, which know the database.
export { loadBootstrapKey } from './bootstrap-file.ts';
export { seesContentEverywhere } from './people/effect.ts';
export { enterPlace, type Place } from './people/enter-project.ts';
export { provisionOwnerLink } from './people/owner-link.ts';
export { linkFileOf as ownerLinkFile } from './people/owner-link-file.ts';
export { Passwords } from './people/password.ts';
export { peopleJobs } from './people/pruning.ts';
export { isCsrfTokenOf } from './people/session.ts';
export { createSignInAuthenticator } from './people/stored-sessions.ts';
export { type Defaults, provisionIdentity } from './provision.ts';
export { identityEndpoints } from './routes.ts';
export { IDENTITY_SEALED, identitySnapshot } from './snapshot.ts';
export { createStoredAuthenticator } from './stored-keys.ts';
export { createTokenMint, type MintToken, type TokenHolder } from './tokens/mint-token.ts';
export { rotateTokenKeys } from './tokens/token-keys.ts';
