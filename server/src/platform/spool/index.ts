export { decodeFrame, encodeFrame } from './frame.ts';
export { type GatewayKey, loadGatewayKey } from './gateway-key.ts';
export { openSpool } from './open-spool.ts';
export type { EndRecord, Frame } from './record.ts';
export type { Spool, SpoolOptions, SpoolStatus } from './spool.ts';
