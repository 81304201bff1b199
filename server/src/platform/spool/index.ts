export { decodeFrame, encodeFrame } from './frame.ts';
export { type GatewayKey, loadGatewayKey } from './gateway-key.ts';
export { openSpool } from './open-spool.ts';
export type { SpoolRecord } from './record.ts';
export type { Spool, SpoolStatus } from './spool.ts';
