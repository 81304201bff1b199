import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './api.gen.ts';
import { SignalboxApiError } from './errors.ts';

export interface SignalboxOptions {
  /** Of the console port: `http://127.0.0.1:4101`. */
  readonly baseUrl: string;
  /** A management key, or the owner (bootstrap) key. */
  readonly apiKey: string;
  /** Id or name of the project to act in; only an owner may name another than its own. */
  readonly project?: string;
  readonly fetch?: typeof globalThis.fetch;
}

/** The management API with its paths, parameters and answers typed: `GET`, `POST`, `PATCH`, `DELETE`. */
export type Signalbox = Client<paths>;

export function createSignalbox(options: SignalboxOptions): Signalbox {
  return createClient<paths>({
    baseUrl: options.baseUrl.replace(/\/+$/, ''),
    headers: {
      authorization: `Bearer ${options.apiKey}`,
      ...(options.project === undefined ? {} : { 'x-signalbox-project': options.project }),
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
