import type { ServerResponse } from 'node:http';
import { newId } from '../../lib/ids.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import {
  type LinkCall,
  type LinkHandler,
  type LinkServer,
  readLinkBody,
  startLinkServer,
} from '../../platform/link/index.ts';
import type { Logger } from '../../platform/log/index.ts';
import { openaiChat } from '../../protocols/index.ts';
import type { Generation } from './chat/generate.ts';
import { ChatRequest, parseBody } from './chat/schema.ts';
import { type AnswerHead, chunk, completion } from './chat/wire.ts';
import { EmbeddingsRequest } from './embeddings/schema.ts';
import { embeddingsAnswer } from './embeddings/wire.ts';
import type { Engine } from './engine.ts';
import type { Intake } from './intake.ts';
import { LONGEST_WAIT_MS, WAIT_HEADER } from './waiting.ts';

export interface EngineServerOptions {
  readonly socket: string;
  readonly key: Buffer;
  readonly engine: Engine;
  readonly intake: Intake;
  readonly maxBodyBytes: number;
  readonly log: Logger;
}

/** Serves the engine in OpenAI's wire format on the link; errors too are in OpenAI's shape. */
export function startEngineServer(options: EngineServerOptions): Promise<LinkServer> {
  const { socket, key, engine, intake, log } = options;
  const inference =
    (serve: (call: LinkCall, body: Buffer) => Promise<void>): LinkHandler =>
    async (call) => {
      try {
        using _place = intake.enter();
        await serve(call, await readLinkBody(call.request, options.maxBodyBytes));
      } catch (error) {
        // Nobody is there any more to be told.
        if (!call.signal.aborted) answerError(call.response, error, log);
      }
    };
  return startLinkServer({
    socket,
    key,
    log,
    routes: {
      'POST /v1/chat/completions': inference((call, body) => chat(engine, call, body)),
      'POST /v1/embeddings': inference((call, body) => embeddings(engine, call, body)),
      'GET /status': async ({ response }) => {
        const status = await engine.status();
        const { taken, refused } = intake;
        sendJson(response, { ...status, requests: taken, requests_refused: refused });
      },
    },
  });
}

async function chat(engine: Engine, call: LinkCall, body: Buffer): Promise<void> {
  const request = parseBody(ChatRequest, body);
  const { response, signal } = call;
  await using loan = await engine.chatModel(request.model, waitOf(call), signal);
  const head: AnswerHead = {
    id: `chatcmpl-${newId()}`,
    created: Math.floor(Date.now() / 1000),
    model: request.model,
    includeUsage: request.stream_options?.include_usage === true,
  };
  if (request.stream !== true) {
    const generation = await loan.model.answer(request, signal, () => undefined);
    sendJson(response, completion(head, generation));
    return;
  }
  const events = new EventStream(response, head);
  const generation = await loan.model.answer(request, signal, (text) => events.text(text));
  events.end(generation);
}

async function embeddings(engine: Engine, call: LinkCall, body: Buffer): Promise<void> {
  const request = parseBody(EmbeddingsRequest, body);
  await using loan = await engine.embeddingModel(request.model);
  const { model } = loan;
  if (typeof request.dimensions === 'number' && request.dimensions !== model.dimensions)
    throw new SignalboxError(
      'request_invalid',
      `the vectors of "${request.model}" have ${model.dimensions} dimensions, and cannot be shortened`,
      'Leave "dimensions" out.',
      { details: { param: 'dimensions' } },
    );
  const texts = typeof request.input === 'string' ? [request.input] : request.input;
  const made = await model.embed(texts, request.truncate === true, call.signal);
  sendJson(call.response, embeddingsAnswer(request, made));
}

/** Server-sent events. Nothing is sent before the first text, so that what fails before it is still an answer of its own. */
class EventStream {
  readonly #response: ServerResponse;
  readonly #head: AnswerHead;

  constructor(response: ServerResponse, head: AnswerHead) {
    this.#response = response;
    this.#head = head;
  }

  text(text: string): void {
    this.#begin();
    this.#send(chunk.text(this.#head, text));
  }

  end(generation: Generation): void {
    this.#begin();
    if (generation.toolCalls.length > 0)
      this.#send(chunk.toolCalls(this.#head, generation.toolCalls));
    this.#send(chunk.end(this.#head, generation));
    if (this.#head.includeUsage) this.#send(chunk.usage(this.#head, generation));
    this.#response.end('data: [DONE]\n\n');
  }

  #begin(): void {
    if (this.#response.headersSent) return;
    this.#response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
    });
    this.#send(chunk.begin(this.#head));
  }

  #send(part: object): void {
    this.#response.write(`data: ${JSON.stringify(part)}\n\n`);
  }
}

function waitOf(call: LinkCall): number {
  const given = Number(call.request.headers[WAIT_HEADER] ?? Number.NaN);
  return Number.isFinite(given) ? Math.min(Math.max(given, 0), LONGEST_WAIT_MS) : LONGEST_WAIT_MS;
}

function sendJson(response: ServerResponse, value: object): void {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': String(body.length),
  });
  response.end(body);
}

function answerError(response: ServerResponse, error: unknown, log: Logger): void {
  const known =
    error instanceof SignalboxError
      ? error
      : new SignalboxError('internal', 'the local engine failed', 'See the log of the engine.');
  if (known !== error) log.error({ err: error }, 'a request to the engine failed');
  const requestId = newId();
  if (response.headersSent) {
    response.end(openaiChat.errorEvent(known, requestId));
    return;
  }
  const { status, headers, body } = openaiChat.errorResponse(known, requestId);
  response.writeHead(status, headers);
  response.end(body);
}
