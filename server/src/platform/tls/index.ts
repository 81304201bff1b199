export { trustCaFile } from './trust-ca-file.ts';
