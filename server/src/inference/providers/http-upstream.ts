import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { Deadlines, type Watched } from '../../lib/deadlines.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import { DecodingHandler, isEncoded } from './decoding-handler.ts';
import type { UpstreamCall, UpstreamExchange, UpstreamHandler } from './provider.ts';

/** Where calls of one provider go: what `dispatchHttp` needs besides the connection pool. */
export interface UpstreamBase {
  /** For messages: which provider failed. */
  readonly provider: string;
  /** `https://host:port`, without a path. */
  readonly origin: string;
  /** Put before each call's path: `/v1`, or nothing. */
  readonly pathPrefix: string;
  readonly deadlines: Deadlines;
}

/** Takes a base URL apart. Throws `config_invalid` unless it is http(s) without query, fragment or credentials. */
export function upstreamBase(provider: string, baseUrl: string): UpstreamBase {
  const url = URL.parse(baseUrl);
  if (
    url === null ||
    !/^https?:$/.test(url.protocol) ||
    url.search + url.hash + url.username + url.password !== ''
  ) {
    throw new SignalboxError(
      'config_invalid',
      `the base URL of the provider "${provider}" is not one`,
      'Give an http or https URL without query or credentials, like https://api.openai.com/v1.',
    );
  }
  return {
    provider,
    origin: url.origin,
    pathPrefix: url.pathname.replace(/\/+$/, ''),
    deadlines: new Deadlines(),
  };
}

/**
 * Starts an HTTP call with plain callbacks and the timeouts of `call`. Asks for identity encoding and follows no redirect.
 * The dispatcher's own timeouts must be off (`headersTimeout: 0, bodyTimeout: 0`): time is kept here, so that each
 * timeout can be told from the others. Failures arrive by `handler.onError`, never by a throw.
 */
export function dispatchHttp(
  dispatcher: Dispatcher,
  base: UpstreamBase,
  call: UpstreamCall,
  handler: UpstreamHandler,
  extraHeaders: Readonly<Record<string, string>>,
): UpstreamExchange {
  const exchange = new HttpExchange(base, call, handler);
  const headers: string[] = ['accept-encoding', 'identity'];
  const { body } = call;
  if (body instanceof Uint8Array) headers.push('content-type', 'application/json');
  else if (body !== null) {
    headers.push('content-type', body.contentType, 'content-length', String(body.length));
  }
  // What is set on the provider stands in place of what a client sends under that name.
  for (const name in call.headers)
    if (!Object.hasOwn(extraHeaders, name)) headers.push(name, call.headers[name] ?? '');
  for (const name in extraHeaders) headers.push(name, extraHeaders[name] ?? '');
  try {
    dispatcher.dispatch(
      {
        origin: base.origin,
        path: base.pathPrefix + call.path,
        method: call.method,
        headers,
        body: body === null || body instanceof Uint8Array ? body : Readable.from(body.read()),
      },
      exchange,
    );
  } catch (error) {
    // A header that cannot be sent, a pool that was just closed. Later, since the caller has no exchange yet.
    queueMicrotask(() => exchange.onResponseError(null, error as Error));
  }
  return exchange;
}

type Phase = 'connect' | 'first byte' | 'next byte' | 'end';
const NEVER = Number.POSITIVE_INFINITY;

class HttpExchange implements UpstreamExchange, Dispatcher.DispatchHandler, Watched {
  readonly #base: UpstreamBase;
  readonly #call: UpstreamCall;
  #handler: UpstreamHandler;
  #decoding: DecodingHandler | null = null;
  readonly #totalDueAt: number;
  #phase: Phase = 'connect';
  #phaseDueAt: number;
  #controller: Dispatcher.DispatchController | null = null;
  #over = false;
  dueAt: number;
  slot = -1;

  constructor(base: UpstreamBase, call: UpstreamCall, handler: UpstreamHandler) {
    this.#base = base;
    this.#call = call;
    this.#handler = handler;
    base.deadlines.add(this);
    this.#totalDueAt = base.deadlines.in(call.timeouts.totalMs);
    this.#phaseDueAt = base.deadlines.in(call.timeouts.connectMs);
    this.dueAt = Math.min(this.#phaseDueAt, this.#totalDueAt);
  }

  abort(): void {
    this.#decoding?.stop();
    if (this.#over) return;
    this.#finish();
    this.#controller?.abort(new Error('the call was given up'));
  }

  resume(): void {
    if (this.#decoding === null) this.#resumeHost();
    else this.#decoding.resume();
  }

  #resumeHost(): void {
    if (this.#over || this.#controller === null) return;
    this.#enter('next byte', this.#call.timeouts.idleMs);
    this.#controller.resume();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#over) controller.abort(new Error('the call was given up'));
    else this.#enter('first byte', this.#call.timeouts.firstByteMs);
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    if (this.#over || status < 200) return;
    if (isEncoded(headers)) {
      this.#decoding = new DecodingHandler(this.#base.provider, this.#handler, {
        resumeHost: () => this.#resumeHost(),
        giveUp: () => this.abort(),
        done: () => this.#finish(),
      });
      this.#handler = this.#decoding;
    }
    this.#handler.onHeaders(status, joined(headers));
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#over) return;
    this.#enter('next byte', this.#call.timeouts.idleMs);
    if (this.#handler.onData(chunk) || this.#over) return;
    // While the client is the slow one, only the total time counts against the provider.
    this.#enter('end', NEVER);
    controller.pause();
  }

  onResponseEnd(): void {
    if (this.#over) return;
    // What is still to be decoded may wait for the client, until the time for the whole is up.
    if (this.#decoding === null) this.#finish();
    else this.#enter('end', NEVER);
    this.#handler.onEnd();
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    if (this.#over) return;
    this.#finish();
    this.#handler.onError(translate(this.#base.provider, this.#phase, error));
  }

  onDue(): void {
    if (this.#over) return;
    const total = this.#totalDueAt <= this.#phaseDueAt;
    this.#finish();
    this.#handler.onError(timeout(this.#base.provider, this.#call, total ? 'end' : this.#phase));
    this.#controller?.abort(new Error('the call took too long'));
  }

  #enter(phase: Phase, ms: number): void {
    this.#phase = phase;
    this.#phaseDueAt = this.#base.deadlines.in(ms);
    this.dueAt = Math.min(this.#phaseDueAt, this.#totalDueAt);
  }

  #finish(): void {
    this.#over = true;
    this.#base.deadlines.remove(this);
  }
}

/** undici's headers are lower case already; only a repeated one is a list. Changed in place: they belong to this call. */
function joined(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string>> {
  const own = headers as Record<string, string | string[]>;
  for (const name in own) {
    const value = own[name];
    if (typeof value === 'object') own[name] = value.join(', ');
  }
  return own as Record<string, string>;
}

function timeout(provider: string, call: UpstreamCall, phase: Phase): SignalboxError {
  const { connectMs, firstByteMs, idleMs, totalMs } = call.timeouts;
  const [what, ms, option] = {
    connect: ['accepted no connection', connectMs, 'SIGNALBOX_CONNECT_TIMEOUT_MS'],
    'first byte': ['did not begin to answer', firstByteMs, 'SIGNALBOX_FIRST_BYTE_TIMEOUT_MS'],
    'next byte': ['fell silent in its answer', idleMs, 'SIGNALBOX_IDLE_TIMEOUT_MS'],
    end: ['did not end its answer', totalMs, 'SIGNALBOX_TOTAL_TIMEOUT_MS'],
  }[phase] as [string, number, string];
  return new SignalboxError(
    'upstream_timeout',
    `the provider "${provider}" ${what} within ${ms} ms`,
    `Try again, or allow more time with ${option}.`,
    { details: { timeout: phase === 'end' ? 'total' : phase.replace(' ', '_') } },
  );
}

/** What undici and the system say, as what it means to a caller. */
function translate(provider: string, phase: Phase, error: Error): Error {
  if (error instanceof SignalboxError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? error.name;
  const refused = /^Proxy (?:response|Authentication Required) \((\d+)\)/.exec(error.message);
  if (refused !== null) {
    return new SignalboxError(
      'upstream_unreachable',
      `the proxy refused to connect to the provider "${provider}" (HTTP ${refused[1]})`,
      refused[1] === '407'
        ? 'Put the user and password that it wants into HTTPS_PROXY or HTTP_PROXY.'
        : "Ask the proxy's operator to allow the provider's host, or name it in NO_PROXY to call it directly.",
      { cause: error },
    );
  }
  if (phase === 'connect') {
    return new SignalboxError(
      'upstream_unreachable',
      `no connection to the provider "${provider}" could be made (${code})`,
      "Check the provider's base URL, and whether it can be reached from this machine.",
      { cause: error },
    );
  }
  // undici gives its parser's errors a code only sometimes.
  if (error.name === 'HTTPParserError' || code === 'UND_ERR_HEADERS_OVERFLOW') {
    return new SignalboxError(
      'upstream_error',
      `the provider "${provider}" answered with something that is not HTTP (${code})`,
      "Check that the provider's base URL is that of an OpenAI-compatible API.",
      { cause: error },
    );
  }
  return new SignalboxError(
    'upstream_interrupted',
    phase === 'first byte'
      ? `the provider "${provider}" closed the connection without an answer (${code})`
      : `the provider "${provider}" broke off in the middle of its answer (${code})`,
    'Try again; if it stays, ask the provider.',
    { cause: error },
  );
}
