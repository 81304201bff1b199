export { ConfigFollower, type ConfigFollowerOptions } from './follower.ts';
export { configRoutes } from './link-routes.ts';
export { ConfigPublisher } from './publisher.ts';
export { recordConfigChange } from './record-change.ts';
export type { SealedMembers } from './sealing.ts';
export type { ConfigState } from './state.ts';
export { ConfigOp } from './types.ts';
