import { Client, type Dispatcher, Pool } from 'undici';
import { z } from 'zod';
import { ERROR_CODES, type ErrorCode, SignalboxError } from '../errors/index.ts';
import { LINK_VERSION, linkToken } from './auth.ts';

const LinkError = z.object({
  code: z.string(),
  message: z.string(),
  next: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
});

export interface LinkClientOptions {
  readonly socket: string;
  readonly key: Buffer;
  readonly role: string;
  readonly connections?: number;
  /** The longest that an answer may take, its body included. Unless given, as long as the other role lives: streams. */
  readonly limitMs?: number;
}

/**
 * A role's way to another. Calls fail with the callee's `SignalboxError`, undici's error where it is not there, or a
 * `TimeoutError` where it did not answer within the limit.
 */
export class LinkClient implements AsyncDisposable {
  readonly #limitMs: number | null;
  readonly #dispatcher: Dispatcher;
  readonly #headers: Record<string, string>;

  constructor(options: LinkClientOptions) {
    this.#limitMs = options.limitMs ?? null;
    const base = { socketPath: options.socket, headersTimeout: 0, bodyTimeout: 0 };
    this.#dispatcher =
      options.connections === 1
        ? new Client('http://link', base)
        : new Pool('http://link', { ...base, connections: options.connections ?? 8 });
    this.#headers = {
      'x-signalbox-link': String(LINK_VERSION),
      authorization: `Bearer ${linkToken(options.key, options.role)}`,
    };
  }

  /** Calls and answers with the raw response; the caller must consume the body. */
  async call(
    method: 'GET' | 'POST',
    path: string,
    options: { body?: Buffer | string; signal?: AbortSignal } = {},
  ): Promise<Dispatcher.ResponseData> {
    const signals = [
      ...(options.signal === undefined ? [] : [options.signal]),
      ...(this.#limitMs === null ? [] : [AbortSignal.timeout(this.#limitMs)]),
    ];
    const response = await this.#dispatcher.request({
      method,
      path,
      headers: this.#headers,
      body: options.body ?? null,
      ...(signals.length === 0 ? {} : { signal: AbortSignal.any(signals) }),
    });
    if (response.statusCode >= 400) throw await toError(response);
    return response;
  }

  /** Calls with an optional JSON body and answers with the parsed JSON, checked by `schema`. */
  async json<T>(
    method: 'GET' | 'POST',
    path: string,
    schema: z.ZodType<T>,
    options: { body?: unknown; signal?: AbortSignal } = {},
  ): Promise<T> {
    const response = await this.call(method, path, {
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    return schema.parse(await response.body.json());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#dispatcher.destroy();
  }
}

async function toError(response: Dispatcher.ResponseData): Promise<SignalboxError> {
  const parsed = LinkError.safeParse(await response.body.json().catch(() => null));
  if (!parsed.success)
    return new SignalboxError(
      'internal',
      `a link call was answered with ${response.statusCode}`,
      'See the log of the other role.',
    );
  const { code, message, next, details } = parsed.data;
  const known: ErrorCode = code in ERROR_CODES ? (code as ErrorCode) : 'internal';
  return new SignalboxError(known, message, next, details === undefined ? {} : { details });
}
