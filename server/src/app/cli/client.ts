import { Readable } from 'node:stream';
import { z } from 'zod';
import { SignalboxError } from '../../platform/errors/index.ts';
import { ApiError } from '../../platform/http/index.ts';

/** What of a call was refused, each where it stands. */
const Issues = z.object({
  issues: z.array(z.object({ at: z.string(), message: z.string() })).nonempty(),
});

type Query = Readonly<Record<string, string | number | undefined>>;

/** A call to the management API that it refused; `next` says what to do. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly code: string;
  readonly next: string;
  constructor(code: string, message: string, next: string) {
    super(message);
    this.code = code;
    this.next = next;
  }
}

/** The management API as the CLI uses it. */
export interface ApiClient {
  call<T>(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    options?: { readonly query?: Query; readonly body?: unknown },
  ): Promise<T>;
  /** The bytes of a file, as they come. */
  download(path: string): Promise<Readable>;
}

/** Calls `baseUrl` with the key that `key` finds; a failure is one error with one clear line. */
export function createApiClient(options: {
  readonly baseUrl: string;
  readonly key: () => string;
  readonly project: string | undefined;
}): ApiClient {
  const request = async (
    method: string,
    path: string,
    { query, body }: { query?: Query; body?: unknown },
  ): Promise<{ url: URL; response: Response }> => {
    const url = new URL(options.baseUrl.replace(/\/$/, '') + path);
    for (const [name, value] of Object.entries(query ?? {})) {
      if (value !== undefined) url.searchParams.append(name, String(value));
    }
    const response = await send(url, {
      method,
      headers: {
        authorization: `Bearer ${options.key()}`,
        accept: 'application/json',
        ...(options.project === undefined ? {} : { 'x-signalbox-project': options.project }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { url, response };
  };
  return {
    async call<T>(
      method: string,
      path: string,
      given: { query?: Query; body?: unknown } = {},
    ): Promise<T> {
      const { url, response } = await request(method, path, given);
      const answer: unknown = await response.json().catch(() => null);
      if (response.ok && answer !== null) return answer as T;
      throw toFailure(response, answer, url);
    },
    async download(path) {
      const { url, response } = await request('GET', path, {});
      if (response.ok && response.body !== null) return Readable.fromWeb(response.body);
      throw toFailure(response, await response.json().catch(() => null), url);
    },
  };
}

async function send(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    const cause =
      error instanceof Error ? (error.cause as NodeJS.ErrnoException | undefined) : undefined;
    throw new SignalboxError(
      'upstream_unreachable',
      `no Signalbox answers at ${url.origin} (${cause?.code ?? 'no connection'})`,
      'Start one with `signalbox serve`, or set SIGNALBOX_URL to where it runs.',
      { cause: error },
    );
  }
}

function toFailure(response: Response, answer: unknown, url: URL): ApiFailure {
  const parsed = ApiError.safeParse(answer);
  if (parsed.success) {
    const { code, message, next, details } = parsed.data.error;
    const invalid = Issues.safeParse(details);
    if (!invalid.success) return new ApiFailure(code, message, next);
    const all = invalid.data.issues.map((issue) => `${issue.at}: ${issue.message}`).join('; ');
    return new ApiFailure(code, all, 'Correct it; `signalbox help COMMAND` says what it takes.');
  }
  return new ApiFailure(
    'upstream_error',
    `${url.origin} answered ${response.status} and not as Signalbox does`,
    'Check SIGNALBOX_URL: it must be the console port (4101 unless set).',
  );
}
