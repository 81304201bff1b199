import type {
  APICallError,
  SharedV4Warning,
  UnsupportedFunctionalityError,
} from '@ai-sdk/provider';
import { SignalboxError } from '../../../platform/errors/index.ts';
import {
  type AiSdkChat,
  type AiSdkEmbeddings,
  DROPPED_HEADER,
  END_EVENT,
  joinEvents,
  readCall,
  writeEvent,
} from '../../../protocols/index.ts';
import type { UpstreamCall, UpstreamExchange, UpstreamHandler } from '../provider.ts';
import { callOptions } from './call-options.ts';
import { embed } from './embed.ts';
import { fetchNothing, HttpFetch, Redirected, type SendHttp } from './http-fetch.ts';
import { lossless } from './lossless.ts';
import type { AiSdkKind, Fetch, Models } from './models.ts';
import { messageOf, PartReader } from './part-reader.ts';

export interface AiSdkExchangeOptions {
  readonly kind: AiSdkKind;
  readonly provider: string;
  readonly call: UpstreamCall;
  readonly handler: UpstreamHandler;
  readonly send: SendHttp;
  readonly load: (fetch: Fetch) => Promise<Models>;
}

/** What would be lost, and nobody wants it dropped. */
class NotSayable extends Error {
  readonly features: readonly string[];

  constructor(features: readonly string[]) {
    super(`it cannot be told: ${features.join(', ')}`);
    this.features = features;
  }
}

/**
 * One call. First the package is asked what it could not say of it, without that anything is sent; then it makes the request and
 * reads the answer, while connection and time limits are ours (`HttpFetch`). What it reads goes on in the normal form, event by
 * event, at the pace of whoever takes it.
 */
export class AiSdkExchange implements UpstreamExchange {
  readonly #o: AiSdkExchangeOptions;
  /** Of the request that was made last. */
  #http: HttpFetch | null = null;
  #over = false;
  #resumed: PromiseWithResolvers<void> | null = null;
  readonly #total: NodeJS.Timeout;

  constructor(options: AiSdkExchangeOptions) {
    this.#o = options;
    // That of the connection ends with it, which may be before what came was taken.
    this.#total = setTimeout(() => this.#timeOut(), options.call.timeouts.totalMs);
    this.#total.unref();
    queueMicrotask(() => void this.#run());
  }

  abort(): void {
    if (this.#over) return;
    this.#finish();
    this.#http?.abort();
  }

  resume(): void {
    this.#resumed?.resolve();
    this.#resumed = null;
  }

  readonly #fetch = (input: unknown, init?: RequestInit): Promise<Response> => {
    this.#http = new HttpFetch(this.#o.send);
    return this.#http.fetch(input, init);
  };

  async #run(): Promise<void> {
    const { call } = this.#o;
    try {
      const asked = readCall(Buffer.isBuffer(call.body) ? call.body : Buffer.alloc(0));
      await (asked.kind === 'chat' ? this.#chat(asked) : this.#embeddings(asked));
    } catch (error) {
      this.#fail(error);
    }
  }

  async #chat(whole: AiSdkChat): Promise<void> {
    const { asked, missed: unsaid, hints } = lossless(this.#o.kind, whole);
    // Raw, Cohere's plans are seen, which the package does not read.
    const options = { ...callOptions(asked), includeRawChunks: this.#o.kind === 'cohere' };
    const missed = [...unsaid, ...(await this.#missed(asked, options))];
    if (missed.length > 0 && !asked.drops) throw new NotSayable(missed);
    const dropped = [...missed, ...hints].join(', ');
    const headers = dropped === '' ? {} : { [DROPPED_HEADER]: dropped };
    const model = (await this.#o.load(this.#fetch)).chat(asked.model);
    if (this.#over) return;
    const reader = new PartReader();
    if (!asked.stream) {
      const { content, finishReason, usage, response } = await model.doGenerate(options);
      const parts = [
        ...reader.readPlan(response?.body),
        ...content.flatMap((part) => reader.readContent(part)),
      ];
      const end = reader.read({ type: 'finish', finishReason, usage });
      this.#answer(200, headers, joinEvents([...parts, ...end]));
      return;
    }
    const { stream } = await model.doStream(options);
    this.#head(200, { 'content-type': 'text/event-stream', ...headers });
    for await (const part of stream) {
      for (const event of reader.read(part)) {
        if (this.#over) return;
        await this.#give(writeEvent(event));
      }
    }
    if (!reader.ended) throw this.#brokeOff();
    await this.#give(END_EVENT);
    this.#end();
  }

  /** What the package would leave out, by the names of our own settings. */
  async #missed(
    asked: AiSdkChat,
    options: ReturnType<typeof callOptions>,
  ): Promise<readonly string[]> {
    const model = (await this.#o.load(fetchNothing)).chat(asked.model);
    const { stream } = await model.doStream(options);
    const reader = stream.getReader();
    const { value } = await reader.read();
    await reader.cancel();
    const warnings = value?.type === 'stream-start' ? value.warnings : [];
    return [...new Set(warnings.flatMap(featureOf))];
  }

  async #embeddings(asked: AiSdkEmbeddings): Promise<void> {
    const models = await this.#o.load(this.#fetch);
    if (this.#over) return;
    this.#answer(200, {}, await embed(models.embeddings(asked.model), asked));
  }

  #answer(status: number, headers: Readonly<Record<string, string>>, body: object): void {
    this.#head(status, { 'content-type': 'application/json', ...headers });
    if (this.#over) return;
    this.#o.handler.onData(Buffer.from(JSON.stringify(body)));
    this.#end();
  }

  #head(status: number, headers: Readonly<Record<string, string>>): void {
    if (!this.#over) this.#o.handler.onHeaders(status, headers);
  }

  async #give(bytes: Buffer): Promise<void> {
    if (this.#over || this.#o.handler.onData(bytes) || this.#over) return;
    this.#resumed = Promise.withResolvers();
    await this.#resumed.promise;
  }

  #end(): void {
    if (this.#over) return;
    this.#finish();
    this.#o.handler.onEnd();
  }

  #fail(error: unknown): void {
    if (this.#over) return;
    const known = this.#http?.error ?? (error instanceof SignalboxError ? error : null);
    if (known !== null) {
      this.#finish();
      this.#o.handler.onError(known);
    } else if (error instanceof Redirected) {
      this.#head(error.status, error.headers);
      this.#end();
    } else if (error instanceof NotSayable) {
      this.#refuse(error.features);
    } else if (isUnsupported(error)) {
      this.#refuse([error.functionality]);
    } else if (isRefusal(error)) {
      this.#answer(error.statusCode ?? 502, retryAfter(error), errorBody(error.message, null));
    } else {
      this.#finish();
      this.#http?.abort();
      this.#o.handler.onError(this.#unread(error));
    }
  }

  #refuse(features: readonly string[]): void {
    this.#http?.abort();
    const what = `the provider "${this.#o.provider}" cannot be told: ${features.join(', ')}`;
    const next = 'Leave it out, or let the project drop it (on_unsupported: "drop").';
    this.#answer(400, {}, errorBody(`${what}. ${next}`, 'feature_unsupported'));
  }

  /** Without its cause, which holds what was asked and answered. */
  #unread(error: unknown): SignalboxError {
    return new SignalboxError(
      'upstream_error',
      `the answer of the provider "${this.#o.provider}" cannot be read (${messageOf(error)})`,
      "Check the provider's base URL and the model's name.",
    );
  }

  #brokeOff(): SignalboxError {
    return new SignalboxError(
      'upstream_interrupted',
      `the provider "${this.#o.provider}" broke off in the middle of its answer`,
      'Try again; if it stays, ask the provider.',
    );
  }

  #timeOut(): void {
    if (this.#over) return;
    this.#finish();
    this.#http?.abort();
    const { totalMs } = this.#o.call.timeouts;
    this.#o.handler.onError(
      new SignalboxError(
        'upstream_timeout',
        `the provider "${this.#o.provider}" did not end its answer within ${totalMs} ms`,
        'Try again, or allow more time with SIGNALBOX_TOTAL_TIMEOUT_MS.',
        { details: { timeout: 'total' } },
      ),
    );
  }

  /** Nothing follows; whoever waits in a pause goes on to find that out. */
  #finish(): void {
    this.#over = true;
    clearTimeout(this.#total);
    this.resume();
  }
}

// By their names: their classes would be a package that is loaded where nobody needs it, and there are several of it.

function isUnsupported(error: unknown): error is UnsupportedFunctionalityError {
  return error instanceof Error && error.name === 'AI_UnsupportedFunctionalityError';
}

/** The host answered with an error. */
function isRefusal(error: unknown): error is APICallError {
  if (!(error instanceof Error) || error.name !== 'AI_APICallError') return false;
  return 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode >= 400;
}

/** `topK` is our `top_k`. */
const NAMES: Readonly<Record<string, string>> = {
  maxOutputTokens: 'max_tokens',
  stopSequences: 'stop',
  responseFormat: 'response format',
  toolContent: 'tool calls without tools',
  budgetTokens: 'reasoning budget',
};

function featureOf(warning: SharedV4Warning): string[] {
  if (warning.type === 'other') return [warning.message];
  if (!('feature' in warning)) return [];
  const { feature, details } = warning;
  const name = NAMES[feature] ?? feature.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return [details === undefined ? name : `${name} (${details})`];
}

function retryAfter({ responseHeaders = {} }: APICallError): Record<string, string> {
  const wait = responseHeaders['retry-after'];
  return wait === undefined ? {} : { 'retry-after': wait };
}

function errorBody(message: string, code: string | null): object {
  return { error: { message, code } };
}
