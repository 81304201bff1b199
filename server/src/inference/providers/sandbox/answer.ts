/** An answer before it is timed and sent. */
export interface SandboxAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Each goes out by itself, `tokenMs` after the one before. */
  readonly pieces: Iterable<Buffer>;
  /** To the first byte. */
  readonly latencyMs: number;
  readonly tokenMs: number;
  /** After the last piece the connection breaks off instead of ending. */
  readonly cut: boolean;
}

export function jsonAnswer(status: number, value: unknown, latencyMs: number): SandboxAnswer {
  const body = Buffer.from(JSON.stringify(value));
  return {
    status,
    headers: { 'content-type': 'application/json', 'content-length': String(body.length) },
    pieces: [body],
    latencyMs,
    tokenMs: 0,
    cut: false,
  };
}

export interface ErrorBody {
  readonly error: {
    readonly message: string;
    readonly type: string;
    readonly param: string | null;
    readonly code: string | null;
  };
}

/** A failure as a provider puts it. */
export function errorBody(
  status: number,
  message: string,
  param: string | null = null,
  code: string | null = codeOf(status),
): ErrorBody {
  return { error: { message, type: typeOf(status), param, code } };
}

/** The failure that `error_rate` asks for. */
export function failure(status: number, latencyMs: number): SandboxAnswer {
  const answer = jsonAnswer(
    status,
    errorBody(status, `The sandbox failed as it was asked to, with ${status}.`),
    latencyMs,
  );
  const wait = status === 429 || status === 503;
  return wait ? { ...answer, headers: { ...answer.headers, 'retry-after': '1' } } : answer;
}

function typeOf(status: number): string {
  if (status === 429) return 'requests';
  if (status === 401) return 'authentication_error';
  return status < 500 ? 'invalid_request_error' : 'server_error';
}

function codeOf(status: number): string | null {
  if (status === 429) return 'rate_limit_exceeded';
  if (status === 401) return 'invalid_api_key';
  return null;
}
