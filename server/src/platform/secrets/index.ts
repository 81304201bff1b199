export { loadMasterKey } from './master-key.ts';
export { openSecrets } from './open-secrets.ts';
export { makeSealingKeys, sealTo } from './sealed.ts';
export { Secrets } from './secrets.ts';
