import { availableParallelism } from 'node:os';
import { SignalboxError } from '../../platform/errors/index.ts';
import type { Logger } from '../../platform/log/index.ts';
import type { LocalModelEntity } from '../entities.ts';
import { ChatModel } from './chat/chat-model.ts';
import { EmbeddingModel } from './embeddings/embedding-model.ts';
import type { EngineInstallation } from './installation/index.ts';
import { type EngineApis, type Llama, loadEngineApis } from './llama-api.ts';
import { type Loan, ModelShelf } from './model-shelf.ts';

export interface EngineOptions {
  /** The models that may be asked for, as they are now. */
  readonly models: () => Iterable<LocalModelEntity>;
  readonly installation: EngineInstallation;
  /** A model leaves memory after so long without a request. */
  readonly idleMs: number;
  readonly log: Logger;
}

/** Models on this machine: lends a model by name, having installed, loaded and found room for what it needs. */
export class Engine implements AsyncDisposable {
  readonly #options: EngineOptions;
  readonly #chat: ModelShelf<ChatModel>;
  readonly #embeddings: ModelShelf<EmbeddingModel>;
  #llama: Promise<{ apis: EngineApis; llama: Llama }> | null = null;

  constructor(options: EngineOptions) {
    this.#options = options;
    const { idleMs, log } = options;
    this.#chat = new ModelShelf({ load: (entity) => this.#loadChat(entity), idleMs, log });
    this.#embeddings = new ModelShelf({ load: EmbeddingModel.load, idleMs, log });
  }

  /**
   * Lends a chat model. While llama.cpp is being installed it waits up to `waitMs`, then throws `engine_starting`; after an
   * installation that failed it throws `engine_unavailable` at once. Throws `model_not_found` for a name that it does not serve.
   */
  async chatModel(name: string, waitMs: number, signal: AbortSignal): Promise<Loan<ChatModel>> {
    const entity = this.#find(name, 'chat');
    await this.#installed(waitMs, signal);
    return this.#chat.lend(entity);
  }

  /** Lends an embedding model, which needs no installation. */
  async embeddingModel(name: string): Promise<Loan<EmbeddingModel>> {
    return this.#embeddings.lend(this.#find(name, 'embeddings'));
  }

  async status(): Promise<object> {
    const installation = this.#options.installation.current;
    return {
      state: installation.state,
      ...(installation.state === 'failed' ? { error: installation.error.toLine() } : {}),
      installation: await this.#options.installation.progress(),
      models: [...this.#chat.status(), ...this.#embeddings.status()],
      rss_bytes: process.memoryUsage.rss(),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#chat[Symbol.asyncDispose]();
    await this.#embeddings[Symbol.asyncDispose]();
    const loaded = await this.#llama?.catch(() => null);
    await loaded?.llama.dispose();
  }

  #find(name: string, task: LocalModelEntity['task']): LocalModelEntity {
    const known = Array.from(this.#options.models());
    const entity = known.find((model) => model.name === name);
    const names = known.filter((model) => model.task === task).map((model) => model.name);
    if (entity?.task === task) return entity;
    throw new SignalboxError(
      'model_not_found',
      entity === undefined
        ? `the local engine has no model "${name}"`
        : `the local model "${name}" is not one for ${task}`,
      `It has ${names.join(', ') || 'none'} for ${task}; add others with \`signalbox models add file.gguf\`.`,
      { details: { param: 'model' } },
    );
  }

  async #installed(waitMs: number, signal: AbortSignal): Promise<void> {
    const { installation } = this.#options;
    refuseFailed(installation);
    const patience = AbortSignal.timeout(waitMs);
    try {
      await installation.ready(AbortSignal.any([signal, patience]));
    } catch (error) {
      if (signal.aborted || !patience.aborted) throw error;
      refuseFailed(installation);
      throw new SignalboxError(
        'engine_starting',
        'the local engine is being installed',
        'Try again in a moment.',
        { details: { retry_after_seconds: 10 } },
      );
    }
  }

  async #loadChat(entity: LocalModelEntity): Promise<ChatModel> {
    this.#llama ??= this.#startLlama();
    this.#llama.catch(() => {
      this.#llama = null;
    });
    const { apis, llama } = await this.#llama;
    return ChatModel.load(apis, llama, entity);
  }

  async #startLlama(): Promise<{ apis: EngineApis; llama: Llama }> {
    const { installation, log } = this.#options;
    const folder = await installation.ready(AbortSignal.timeout(1_000));
    try {
      const apis = await loadEngineApis(folder);
      const llama = await apis.llama.getLlama({
        gpu: process.platform === 'darwin' && process.arch === 'arm64' ? 'metal' : false,
        build: 'never',
        skipDownload: true,
        progressLogs: false,
        // Its threads spin while they wait for each other: with one for each core, any other work on the machine holds all up.
        maxThreads: Math.max(1, Math.floor(availableParallelism() / 2)),
        logLevel: 'warn',
        logger: (level, message) => log.debug({ level }, message.trimEnd()),
      });
      return { apis, llama };
    } catch (error) {
      throw new SignalboxError(
        'engine_unavailable',
        `llama.cpp does not start on this machine: ${error instanceof Error ? error.message : String(error)}`,
        `Delete ${folder} and start again; it is then installed anew. Or start with --no-local-model.`,
        { cause: error },
      );
    }
  }
}

function refuseFailed({ current }: EngineInstallation): void {
  if (current.state !== 'failed') return;
  const { code, message, next } = current.error;
  throw new SignalboxError(code, message, next, {
    cause: current.error,
    details: { retry_after_seconds: 60 },
  });
}
