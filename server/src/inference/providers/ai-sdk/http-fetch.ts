import { STATUS_CODES } from 'node:http';
import type { SignalboxError } from '../../../platform/errors/index.ts';
import type { UpstreamExchange, UpstreamHandler } from '../provider.ts';

/** What a package asks a host, as our own connections take it. */
export interface HttpCall {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export type SendHttp = (call: HttpCall, handler: UpstreamHandler) => UpstreamExchange;

/** The host answered with a redirect, which is never followed. */
export class Redirected extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, headers: Readonly<Record<string, string>>) {
    super(`a redirect (${status})`);
    this.status = status;
    this.headers = headers;
  }
}

/** Which `fetch` sets by itself, and what would name who calls. */
const NOT_SENT: ReadonlySet<string> = new Set(['content-type', 'content-length', 'user-agent']);

/** `fetch` over connections, time limits and address rules of ours, for one call. */
export class HttpFetch implements UpstreamHandler {
  readonly #send: SendHttp;
  readonly #answered = Promise.withResolvers<Response>();
  #exchange: UpstreamExchange | null = null;
  #body: ReadableStreamDefaultController<Uint8Array> | null = null;
  #paused = false;
  #over = false;
  /** What the connection failed of; whatever a package makes of it. */
  error: SignalboxError | null = null;

  constructor(send: SendHttp) {
    this.#send = send;
  }

  readonly fetch = (input: unknown, init: RequestInit = {}): Promise<Response> => {
    const headers = Object.fromEntries(new Headers(init.headers));
    for (const name of NOT_SENT) delete headers[name];
    const body = Buffer.from(String(init.body ?? ''));
    // Where nobody takes the answer any more, nobody hears of its failure either.
    this.#answered.promise.catch(() => undefined);
    this.#exchange = this.#send({ url: new URL(String(input)), headers, body }, this);
    return this.#answered.promise;
  };

  abort(): void {
    this.#over = true;
    this.#exchange?.abort();
  }

  onHeaders(status: number, headers: Readonly<Record<string, string>>): void {
    if (status >= 300 && status < 400) {
      this.#answered.reject(new Redirected(status, headers));
      this.abort();
      return;
    }
    const body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#body = controller;
        },
        pull: () => this.#resume(),
        cancel: () => this.abort(),
      },
      { highWaterMark: 1 },
    );
    const statusText = STATUS_CODES[status] ?? '';
    this.#answered.resolve(new Response(body, { status, statusText, headers: { ...headers } }));
  }

  onData(chunk: Buffer): boolean {
    if (this.#over || this.#body === null) return true;
    // Whoever sends may use its memory again.
    this.#body.enqueue(new Uint8Array(chunk));
    this.#paused = (this.#body.desiredSize ?? 0) <= 0;
    return !this.#paused;
  }

  onEnd(): void {
    if (this.#over) return;
    this.#over = true;
    this.#body?.close();
  }

  onError(error: Error): void {
    if (this.#over) return;
    this.#over = true;
    this.error = error as SignalboxError;
    this.#answered.reject(error);
    this.#body?.error(error);
  }

  #resume(): void {
    if (!this.#paused || this.#over) return;
    this.#paused = false;
    this.#exchange?.resume();
  }
}

/** Answers nothing, so that a package says what it would send without that it does. */
export const fetchNothing = async (): Promise<Response> =>
  new Response('', { status: 200, headers: { 'content-type': 'text/event-stream' } });
