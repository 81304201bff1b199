export type { FollowerName, FollowerStatus, Published } from './acknowledgements.ts';
export { ConfigFollower, type ConfigFollowerOptions } from './follower.ts';
export { configRoutes } from './link-routes.ts';
export { ConfigPublisher, type PublisherOptions } from './publisher.ts';
export { recordConfigChange } from './record-change.ts';
export type { SealedMember, SealedMembers } from './sealing.ts';
export type { ConfigState } from './state.ts';
export { ConfigAck, ConfigMessage, ConfigOp } from './types.ts';
