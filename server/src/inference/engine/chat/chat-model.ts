import { SignalboxError } from '../../../platform/errors/index.ts';
import type { LocalModelEntity } from '../../entities.ts';
import type { EngineApis, Llama, LlamaGrammar, LlamaModel } from '../llama-api.ts';
import { type Generation, generate } from './generate.ts';
import { objectGrammar, schemaGrammar, toolCallGrammar } from './json-grammar.ts';
import { type ModelDefaults, readModelDefaults } from './model-defaults.ts';
import { PromptWriter } from './prompt.ts';
import type { ChatRequest, ChatTool } from './schema.ts';
import { SequencePool } from './sequence-pool.ts';
import { readToolCalls, TOOL_CALL_OPEN } from './tool-calls.ts';

/** Most requests are short: they share a context of several short sequences, and a long one gets a context of its own. */
const SHORT = { contextTokens: 2_048, sequences: 4 };
const LONG_SEQUENCES = 1;
/** Also the size of llama.cpp's work buffers: 512 would cost 50 MB more here for no speed on a CPU. */
const BATCH_TOKENS = 256;
/** A sequence that is all but full forgets its beginning; with some to spare none ever is. */
const SPARE_TOKENS = 8;

/** One chat model in memory. */
export class ChatModel implements AsyncDisposable {
  readonly contextTokens: number;
  readonly #apis: EngineApis;
  readonly #llama: Llama;
  readonly #model: LlamaModel;
  readonly #defaults: ModelDefaults;
  readonly #prompts: PromptWriter;
  readonly #pools = new Map<number, Promise<SequencePool>>();
  #laneBytes = 0;

  /** Reads the weights. Throws `engine_unavailable` where the file is not one that llama.cpp runs. */
  static async load(apis: EngineApis, llama: Llama, entity: LocalModelEntity): Promise<ChatModel> {
    try {
      const model = await llama.loadModel({
        modelPath: entity.path,
        gpuLayers: process.platform === 'darwin' && process.arch === 'arm64' ? 'auto' : 0,
        ignoreMemorySafetyChecks: false,
      });
      return new ChatModel(apis, llama, model, entity, await readModelDefaults(entity.path));
    } catch (error) {
      throw new SignalboxError(
        'engine_unavailable',
        `the weights of "${entity.name}" cannot be loaded from ${entity.path}: ${error instanceof Error ? error.message : String(error)}`,
        'Check that the file is there, is a GGUF of a chat model, and fits into memory.',
        { cause: error },
      );
    }
  }

  private constructor(
    apis: EngineApis,
    llama: Llama,
    model: LlamaModel,
    entity: LocalModelEntity,
    defaults: ModelDefaults,
  ) {
    this.#apis = apis;
    this.#llama = llama;
    this.#model = model;
    this.#defaults = defaults;
    this.#prompts = new PromptWriter(apis, model, defaults.system);
    this.contextTokens = Math.min(entity.context_tokens, model.trainContextSize);
  }

  /** Weights and contexts, in bytes. */
  get memoryBytes(): number {
    return this.#model.size + this.#laneBytes;
  }

  /**
   * Answers a request; the text comes by `onText` as it is made. Rejects with the signal's reason when the caller leaves,
   * and with `request_invalid` or `context_length_exceeded` before the first text.
   */
  async answer(
    request: ChatRequest,
    signal: AbortSignal,
    onText: (text: string) => void,
  ): Promise<Generation> {
    const { tools, forced } = toolsOf(request);
    const begun = forced ? `${TOOL_CALL_OPEN}\n` : '';
    const prompt = this.#prompts.write(request.messages, tools, begun);
    const maxTokens = this.#roomFor(prompt.length, request);
    const grammar = await this.#grammar(request, tools, forced);
    const pool = await this.#poolFor(prompt.length + maxTokens);
    await using place = await pool.take(prompt, signal);
    const names = new Set(tools.map((tool) => tool.function.name));
    return await generate({
      apis: this.#apis,
      model: this.#model,
      sequence: place.sequence,
      prompt,
      maxTokens,
      grammar,
      temperature: request.temperature ?? this.#defaults.temperature,
      topP: request.top_p ?? this.#defaults.top_p,
      seed: request.seed ?? Math.floor(Math.random() * 2 ** 32),
      presencePenalty: request.presence_penalty ?? 0,
      frequencyPenalty: request.frequency_penalty ?? 0,
      stops: typeof request.stop === 'string' ? [request.stop] : (request.stop ?? []),
      begun,
      toolCalls: names.size === 0 ? null : (text) => readToolCalls(text, names),
      signal,
      onText,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const pool of await Promise.allSettled(this.#pools.values()))
      if (pool.status === 'fulfilled') await pool.value[Symbol.asyncDispose]();
    await this.#model.dispose();
  }

  /** How many tokens the answer may have. */
  #roomFor(promptTokens: number, request: ChatRequest): number {
    const asked = request.max_completion_tokens ?? request.max_tokens ?? null;
    const room = this.contextTokens - promptTokens;
    const wanted = asked ?? Math.min(this.#defaults.max_tokens, Math.max(room, 1));
    if (wanted <= room) return wanted;
    throw new SignalboxError(
      'context_length_exceeded',
      `this model's maximum context length is ${this.contextTokens} tokens, and the request needs ${promptTokens + wanted}: ${promptTokens} in the messages, ${wanted} in the answer`,
      'Shorten the messages, or ask for a shorter answer with max_tokens.',
      { details: { param: 'messages' } },
    );
  }

  async #grammar(
    request: ChatRequest,
    tools: readonly ChatTool[],
    forced: boolean,
  ): Promise<LlamaGrammar | null> {
    if (forced) return toolCallGrammar(this.#llama, tools);
    const format = request.response_format;
    if (format?.type === 'json_object') return objectGrammar(this.#llama);
    if (format?.type === 'json_schema')
      return schemaGrammar(this.#llama, format.json_schema.schema, 'response_format');
    return null;
  }

  #poolFor(tokens: number): Promise<SequencePool> {
    const short = Math.min(SHORT.contextTokens, this.contextTokens);
    const [size, sequences] =
      tokens <= short ? [short, SHORT.sequences] : [this.contextTokens, LONG_SEQUENCES];
    const present = this.#pools.get(size);
    if (present !== undefined) return present;
    const pool = this.#openPool(size, sequences);
    this.#pools.set(size, pool);
    // A context that memory had no room for may fit later.
    pool.catch(() => this.#pools.delete(size));
    return pool;
  }

  async #openPool(contextSize: number, sequences: number): Promise<SequencePool> {
    try {
      const context = await this.#model.createContext({
        contextSize: Math.min(contextSize + SPARE_TOKENS, this.#model.trainContextSize),
        sequences,
        batchSize: BATCH_TOKENS,
        ignoreMemorySafetyChecks: false,
      });
      const pool = new SequencePool(context, sequences);
      this.#laneBytes += pool.memoryBytes;
      return pool;
    } catch (error) {
      throw new SignalboxError(
        'engine_unavailable',
        `there is no memory for a context of ${sequences} times ${contextSize} tokens: ${error instanceof Error ? error.message : String(error)}`,
        'Free memory on this machine, or use a smaller model.',
        { cause: error },
      );
    }
  }
}

/** The tools in play, and whether one must be called. */
function toolsOf(request: ChatRequest): { tools: readonly ChatTool[]; forced: boolean } {
  const all = request.tools ?? [];
  const choice = request.tool_choice ?? 'auto';
  if (choice === 'none' || (all.length === 0 && choice === 'auto'))
    return { tools: [], forced: false };
  if (choice === 'auto') return { tools: all, forced: false };
  const tools =
    choice === 'required' ? all : all.filter((t) => t.function.name === choice.function.name);
  if (tools.length > 0) return { tools, forced: true };
  throw new SignalboxError(
    'request_invalid',
    choice === 'required'
      ? '"tool_choice" requires a tool, but "tools" is empty'
      : `"tool_choice" names "${choice.function.name}", which is not among "tools"`,
    'Name one of the tools.',
    { details: { param: 'tool_choice' } },
  );
}
