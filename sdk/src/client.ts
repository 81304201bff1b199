import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './api.gen.ts';
import { SignalboxApiError } from './errors.ts';

export interface SignalboxOptions {
  /** Of the console port: `http://127.0.0.1:4101`. */
  readonly baseUrl: string;
  /** A management key, or the owner (bootstrap) key; none in a browser, whose session cookie goes along by itself. */
  readonly apiKey?: string;
  /** What `GET /api/v1/auth/me` told a browser, needed there for every change. */
  readonly csrfToken?: string;
  /** Id or name of the project to act in; only an owner or a person may name another than its own. */
  readonly project?: string;
  /** Id or name of the environment to act in. */
  readonly environment?: string;
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** The management API with its paths, parameters and answers typed: `GET`, `POST`, `PATCH`, `DELETE`. */
export type Signalbox = Client<paths>;

export function createSignalbox(options: SignalboxOptions): Signalbox {
  return createClient<paths>({
    baseUrl: options.baseUrl.replace(/\/+$/, ''),
    headers: {
      ...(options.apiKey === undefined ? {} : { authorization: `Bearer ${options.apiKey}` }),
      ...(options.csrfToken === undefined ? {} : { 'x-csrf-token': options.csrfToken }),
      ...(options.project === undefined ? {} : { 'x-signalbox-project': options.project }),
      ...(options.environment === undefined
        ? {}
        : { 'x-signalbox-environment': options.environment }),
    },
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
  });
}

/** The answer of a call, or a `SignalboxApiError`: `const key = await unwrap(api.POST('/api/v1/keys', …))`. */
export async function unwrap<Data>(
  call: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<NonNullable<Data>> {
  const { data, error, response } = await call;
  if (data === undefined || data === null) throw new SignalboxApiError(response.status, error);
  return data;
}
