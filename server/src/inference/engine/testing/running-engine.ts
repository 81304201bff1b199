import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type Dispatcher } from 'undici';
import { LINK_VERSION, linkToken } from '../../../platform/link/index.ts';
import type { LocalModelEntity } from '../../entities.ts';
import { Engine } from '../engine.ts';
import { type EngineInstallation, ensureEngine } from '../installation/index.ts';
import { Intake } from '../intake.ts';
import { startEngineServer } from '../server.ts';
import { MODELS_FOLDER, silentLog, TEST_ENGINE_ROOT, testEngineFolder } from './test-engine.ts';

export const TEST_MODELS: readonly LocalModelEntity[] = [
  {
    name: 'smollm2-135m',
    task: 'chat',
    path: join(MODELS_FOLDER, 'SmolLM2-135M-Instruct-Q4_1', 'SmolLM2-135M-Instruct.Q4_1.gguf'),
    context_tokens: 8192,
  },
  {
    name: 'all-minilm-l6-v2',
    task: 'embeddings',
    path: join(MODELS_FOLDER, 'all-MiniLM-L6-v2-int8'),
    context_tokens: 256,
  },
];

/** The real engine on a socket of its own, and a client of it. */
export class RunningEngine implements AsyncDisposable {
  readonly socket: string;
  readonly key: Buffer;
  readonly #resources: AsyncDisposableStack;

  static async start(
    options: {
      limit?: number;
      installation?: EngineInstallation;
      models?: readonly LocalModelEntity[];
    } = {},
  ): Promise<RunningEngine> {
    const stack = new AsyncDisposableStack();
    const data = await mkdtemp(join(tmpdir(), 'sbx-engine-'));
    stack.defer(() => rm(data, { recursive: true, force: true }));
    let installation = options.installation;
    if (installation === undefined) {
      await testEngineFolder();
      await symlink(TEST_ENGINE_ROOT, join(data, 'engine'));
      installation = stack.use(ensureEngine(data, silentLog, { env: process.env }));
    }
    const idleMs = 600_000;
    const engine = stack.use(
      new Engine({
        models: () => options.models ?? TEST_MODELS,
        installation,
        idleMs,
        log: silentLog,
      }),
    );
    const intake = new Intake({
      limit: options.limit ?? 64,
      idleMs,
      onIdle: () => undefined,
    });
    const socket = join(data, 'engine.sock');
    const key = randomBytes(32);
    stack.use(
      await startEngineServer({
        socket,
        key,
        engine,
        intake,
        maxBodyBytes: 32 << 20,
        log: silentLog,
      }),
    );
    return new RunningEngine(socket, key, stack);
  }

  private constructor(socket: string, key: Buffer, resources: AsyncDisposableStack) {
    this.socket = socket;
    this.key = key;
    this.#resources = resources;
  }

  async call(
    path: string,
    body: unknown,
    options: { signal?: AbortSignal; headers?: Record<string, string> } = {},
  ): Promise<Dispatcher.ResponseData> {
    // A connection for each call, since several are in flight at once.
    const client = new Client('http://engine', {
      socketPath: this.socket,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    this.#resources.defer(() => client.destroy());
    return client.request({
      method: body === null ? 'GET' : 'POST',
      path,
      body: body === null ? null : JSON.stringify(body),
      signal: options.signal ?? null,
      headers: {
        'x-signalbox-link': String(LINK_VERSION),
        authorization: `Bearer ${linkToken(this.key, 'gateway')}`,
        ...options.headers,
      },
    });
  }
  /** Answers with status, headers and the parsed body. */
  async json(
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; headers: Record<string, unknown>; body: JsonAnswer }> {
    const response = await this.call(path, body, { headers });
    return {
      status: response.statusCode,
      headers: response.headers,
      body: (await response.body.json()) as JsonAnswer,
    };
  }

  chat(request: object): ReturnType<RunningEngine['json']> {
    return this.json('/v1/chat/completions', { model: 'smollm2-135m', ...request });
  }

  /** The parsed events of a streamed answer, as they come; `[DONE]` too. */
  async *stream(request: object, signal?: AbortSignal): AsyncGenerator<ChunkAnswer | '[DONE]'> {
    const response = await this.call(
      '/v1/chat/completions',
      { model: 'smollm2-135m', stream: true, ...request },
      signal === undefined ? {} : { signal },
    );
    let text = '';
    for await (const bytes of response.body.setEncoding('utf8')) {
      const events = (text + String(bytes)).split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const data = event.replace(/^data: /, '');
        yield data === '[DONE]' ? '[DONE]' : (JSON.parse(data) as ChunkAnswer);
      }
    }
  }

  /** All of a streamed answer. */
  async events(request: object): Promise<(ChunkAnswer | '[DONE]')[]> {
    const events: (ChunkAnswer | '[DONE]')[] = [];
    for await (const event of this.stream(request)) events.push(event);
    return events;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#resources.disposeAsync();
  }
}

interface Usage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
  prompt_tokens_details: { cached_tokens: number };
}
interface Call {
  id: string;
  function: { name: string; arguments: string };
}

/** What tests look at of any answer. */
export interface JsonAnswer {
  object: string;
  model: string;
  choices: {
    finish_reason: string;
    message: { content: string | null; tool_calls?: Call[] };
  }[];
  data: { index: number; embedding: number[] | string }[];
  usage: Usage;
  error: { message: string; type: string; code: string; param: string | null };
  requests: number;
  state: string;
  models: { name: string; memory_bytes: number }[];
}
export interface ChunkAnswer {
  choices: {
    finish_reason: string | null;
    delta: { role?: string; content?: string; tool_calls?: Call[] };
  }[];
  usage?: Usage | null;
}
