// What a role needs that follows the stream, apart from what publishes it, which knows the database.

export { EntityReader, type ReadEntity, type ReportEntity } from './entity-reader.ts';
export { ConfigFollower } from './follower.ts';
export type { ConfigState } from './state.ts';
