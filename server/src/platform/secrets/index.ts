export { loadMasterKey, type MasterKey } from './master-key.ts';
export { openSecrets } from './open-secrets.ts';
export { makeSealingKeys, type SealingKeys, sealTo } from './sealed.ts';
export { type SecretPlace, Secrets } from './secrets.ts';
