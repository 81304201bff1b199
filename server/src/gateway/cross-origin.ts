import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CompiledConfig } from './compiled-config.ts';
import type { Endpoint } from './endpoints.ts';
import type { Tenant } from './steps/authenticate.ts';

/*
 * Pages of other origins (CORS, https://fetch.spec.whatwg.org/#http-cors-protocol). A browser first asks by OPTIONS, without
 * the key, whether the page may call at all: yes, where any project names its origin. Then comes the call with its key, and
 * what is answered is the page's to read only where that key's own project names the origin; a refusal from before the key
 * was known, as for a key that is wrong, can be read as far as the first answer went. No credentials of the browser's own are
 * ever allowed: the key is in a header.
 */

const DAY_SECONDS = '86400';
/** Names of headers as a browser lists them. */
const NAMES = /^[a-z0-9!#$%&'*+.^_`|~-]+(?:\s*,\s*[a-z0-9!#$%&'*+.^_`|~-]+)*$/i;

/** Lets the page of an origin that some project names read what is answered, and answers what it asks beforehand. */
export function letPageRead(
  config: CompiledConfig,
  endpoint: Endpoint | null,
  { method, headers }: IncomingMessage,
  response: ServerResponse,
): void {
  const { origin } = headers;
  if (origin === undefined || endpoint === null || !isForApplications(endpoint)) return;
  // Whatever the answer is, another origin's is another: no cache may mix them up.
  response.setHeader('vary', 'origin');
  if (!config.origins.has(origin)) return;
  response.setHeader('access-control-allow-origin', origin);
  const asked = headers['access-control-request-method'];
  if (method !== 'OPTIONS' || asked === undefined) {
    response.setHeader('access-control-expose-headers', '*');
    return;
  }
  response.setHeader('access-control-allow-methods', endpoint.method);
  response.setHeader('access-control-max-age', DAY_SECONDS);
  const wanted = headers['access-control-request-headers'];
  if (wanted !== undefined && NAMES.test(wanted)) {
    response.setHeader('access-control-allow-headers', wanted);
  }
}

/** Takes that back where the project of whoever calls does not name the origin. */
export function letOwnPagesRead(
  { origins }: Tenant,
  { headers }: IncomingMessage,
  response: ServerResponse,
): void {
  const { origin } = headers;
  if (origin === undefined || origins.includes(origin)) return;
  response.removeHeader('access-control-allow-origin');
  response.removeHeader('access-control-expose-headers');
}

function isForApplications({ kind }: Endpoint): boolean {
  return ['inference', 'kept', 'files', 'models', 'model'].includes(kind);
}
