// What a role needs that follows the stream, apart from what publishes it, which knows the database.
export { ConfigFollower } from './follower.ts';
export type { ConfigState } from './state.ts';
