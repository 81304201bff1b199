import { createSignalbox, type Signalbox } from '@signalbox/sdk';
import { fetchWithin } from './limit.ts';

/** The API for what happens before anybody is signed in: a 401 is for the page to show. */
export function createPublicApi(): Signalbox {
  return createSignalbox({ baseUrl: location.origin, fetch: (request) => fetchWithin(request) });
}
