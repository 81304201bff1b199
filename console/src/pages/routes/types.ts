import type { components } from '@signalbox/sdk';

export type Route = components['schemas']['Route'];
export type RouteVersion = components['schemas']['RouteVersion'];
export type ChangedRoute = components['schemas']['ChangedRoute'];
export type Target = components['schemas']['RouteTarget'];
/** What both of them say, as far as a reader compares it. */
export type Saying = Omit<
  RouteVersion,
  'route_id' | 'version' | 'message' | 'author' | 'created_at'
>;
