export { loadMasterKey } from './master-key.ts';
export { openSecrets } from './open-secrets.ts';
export { makeSealingKeys, type SealingKeys, sealTo } from './sealed.ts';
export { Secrets } from './secrets.ts';
