import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Tokenizer } from '@huggingface/tokenizers';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { SignalboxError } from '../../../platform/errors/index.ts';
import type { LocalModelEntity } from '../../entities.ts';
import { batchesByLength } from './batches.ts';
import { meanPooled } from './pooling.ts';

/** About 100 ms of one core: nothing else runs in this process meanwhile, since a run of the session is synchronous. */
const BATCH_TOKENS = 256;

export interface Embeddings {
  /** In the order of the texts; each of length 1. */
  readonly vectors: readonly Float32Array[];
  readonly tokens: number;
}

type TensorClass = new (type: 'int64', data: BigInt64Array, dims: readonly number[]) => Tensor;

/** One sentence embedding model in memory: an ONNX folder with `model.onnx`, `tokenizer.json` and `tokenizer_config.json`. */
export class EmbeddingModel implements AsyncDisposable {
  readonly dimensions: number;
  readonly memoryBytes: number;
  readonly #session: InferenceSession;
  readonly #tensor: TensorClass;
  readonly #tokenizer: Tokenizer;
  readonly #maxTokens: number;

  /** Throws `engine_unavailable` where the folder does not hold such a model. */
  static async load(entity: LocalModelEntity): Promise<EmbeddingModel> {
    try {
      const json = async (name: string): Promise<object> =>
        JSON.parse(await readFile(join(entity.path, name), 'utf8'));
      // Loaded here, since an engine that only chats need not carry them.
      const [{ InferenceSession, Tensor }, { Tokenizer }] = await Promise.all([
        import('onnxruntime-node'),
        import('@huggingface/tokenizers'),
      ]);
      const weights = join(entity.path, 'model.onnx');
      const session = await InferenceSession.create(weights, {
        // Two threads on a short sequence are slower than one.
        intraOpNumThreads: 1,
        interOpNumThreads: 1,
        executionProviders: ['cpu'],
        // The arena keeps the largest batch's memory for good.
        enableCpuMemArena: false,
        logSeverityLevel: 3,
      });
      const tokenizer = new Tokenizer(
        await json('tokenizer.json'),
        await json('tokenizer_config.json'),
      );
      return new EmbeddingModel(session, Tensor, tokenizer, entity, (await stat(weights)).size);
    } catch (error) {
      throw new SignalboxError(
        'engine_unavailable',
        `the model "${entity.name}" cannot be loaded from ${entity.path}: ${error instanceof Error ? error.message : String(error)}`,
        'Check that the folder holds model.onnx, tokenizer.json and tokenizer_config.json.',
        { cause: error },
      );
    }
  }

  private constructor(
    session: InferenceSession,
    tensor: TensorClass,
    tokenizer: Tokenizer,
    entity: LocalModelEntity,
    memoryBytes: number,
  ) {
    this.#session = session;
    this.#tensor = tensor;
    this.#tokenizer = tokenizer;
    this.#maxTokens = entity.context_tokens;
    this.memoryBytes = memoryBytes;
    const size = session.outputMetadata[0];
    const last = size?.isTensor === true ? size.shape.at(-1) : undefined;
    if (typeof last !== 'number') throw new Error('its output has no fixed size');
    this.dimensions = last;
  }

  /**
   * Embeds texts. A text of more tokens than the model takes is refused with `context_length_exceeded`, or cut where
   * `truncate` is set. Rejects with the signal's reason when the caller leaves.
   */
  async embed(
    texts: readonly string[],
    truncate: boolean,
    signal: AbortSignal,
  ): Promise<Embeddings> {
    const encoded = texts.map((text, index) => this.#encode(text, index, truncate));
    const vectors: Float32Array[] = new Array(texts.length);
    for (const batch of batchesByLength(
      encoded.map((ids) => ids.length),
      BATCH_TOKENS,
    )) {
      // Others get their turn, and whether the caller is still there is known.
      await setImmediate();
      signal.throwIfAborted();
      const made = await this.#run(batch.map((index) => encoded[index] ?? []));
      for (const [i, index] of batch.entries()) vectors[index] = made[i] ?? new Float32Array();
    }
    return { vectors, tokens: encoded.reduce((sum, ids) => sum + ids.length, 0) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#session.release();
  }

  #encode(text: string, index: number, truncate: boolean): readonly number[] {
    const { ids } = this.#tokenizer.encode(text);
    if (ids.length <= this.#maxTokens) return ids;
    // The last token marks the end, and stays.
    if (truncate) return [...ids.slice(0, this.#maxTokens - 1), ...ids.slice(-1)];
    throw new SignalboxError(
      'context_length_exceeded',
      `this model's maximum context length is ${this.#maxTokens} tokens, and input ${index} has ${ids.length}`,
      'Split the text, or send "truncate": true to have it cut.',
      { details: { param: 'input' } },
    );
  }

  async #run(rows: readonly (readonly number[])[]): Promise<Float32Array[]> {
    const columns = Math.max(...rows.map((row) => row.length));
    const ids = new BigInt64Array(rows.length * columns);
    const mask = new BigInt64Array(rows.length * columns);
    for (const [r, row] of rows.entries()) {
      for (const [c, id] of row.entries()) {
        ids[r * columns + c] = BigInt(id);
        mask[r * columns + c] = 1n;
      }
    }
    const tensor = (data: BigInt64Array): Tensor =>
      new this.#tensor('int64', data, [rows.length, columns]);
    const inputs: Record<string, Tensor> = { input_ids: tensor(ids), attention_mask: tensor(mask) };
    if (this.#session.inputNames.includes('token_type_ids'))
      inputs['token_type_ids'] = tensor(new BigInt64Array(ids.length));
    const outputs = await this.#session.run(inputs);
    const hidden = outputs[this.#session.outputNames[0] ?? '']?.data as Float32Array;
    return rows.map((row, r) => meanPooled(hidden, r, columns, this.dimensions, row.length));
  }
}
