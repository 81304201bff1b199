/** How long a question may take: control gives the stores no longer either. */
const QUESTION_MS = 10_000;
/** A change is heard of by every gateway before it is answered, and some answers are told once only. */
const CHANGE_MS = 30_000;
/** A model may have to be loaded first. */
const TEST_MS = 120_000;

/** Nothing came within the limit. A change may have been made all the same. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
  readonly change: boolean;

  constructor(limitMs: number, change: boolean) {
    super(`the server did not answer within ${limitMs / 1000} s`);
    this.change = change;
  }
}

/**
 * `fetch` of an API call, given up when its limit has passed, however much of the answer has come: a browser has six
 * connections to one host, and what waits for ever would hold them. What the playground relays has the limits of the gateway.
 */
export async function fetchWithin(
  request: Request,
  send: typeof fetch = (input, init) => fetch(input, init),
): Promise<Response> {
  const limitMs = limitOf(request);
  if (limitMs === null) return send(request);
  const late = new AbortController();
  setTimeout(() => late.abort(new NoAnswerError(limitMs, request.method !== 'GET')), limitMs);
  return send(request, { signal: AbortSignal.any([request.signal, late.signal]) });
}

function limitOf({ method, url }: Request): number | null {
  const { pathname } = new URL(url);
  if (pathname.startsWith('/api/v1/playground/')) return null;
  if (method === 'GET') return QUESTION_MS;
  return /^\/api\/v1\/providers\/[^/]+\/test$/.test(pathname) ? TEST_MS : CHANGE_MS;
}
