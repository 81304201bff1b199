import type { LlamaContext, LlamaSequence, Token } from '../llama-api.ts';

/** Tokens that one step of the prompt takes: between two steps others get their turn, and one who left is noticed. */
const PROMPT_STEP_TOKENS = 256;

/** One sequence of a context, lent to one request at a time. Disposing of it gives it back. */
export interface LentSequence extends AsyncDisposable {
  readonly sequence: LlamaSequence;
}

interface Waiting {
  readonly tokens: readonly Token[];
  readonly take: (sequence: LlamaSequence) => void;
}

/**
 * The sequences of one context, all generating at once. A sequence keeps what it has seen, and a request gets the free one
 * that shares the longest beginning with it, so that a conversation's next turn or a common system prompt is not read again.
 * Who finds none free waits; first come, first served.
 */
export class SequencePool implements AsyncDisposable {
  readonly contextTokens: number;
  readonly memoryBytes: number;
  readonly #context: LlamaContext;
  readonly #free: LlamaSequence[];
  readonly #waiting = new Set<Waiting>();

  constructor(context: LlamaContext, sequences: number) {
    this.#context = context;
    this.contextTokens = context.contextSize;
    this.memoryBytes = context.memoryUsage.ram;
    this.#free = Array.from({ length: sequences }, () => context.getSequence());
  }

  /** Resolves with a place when one is free; rejects with the signal's reason when the caller leaves before. */
  async take(tokens: readonly Token[], signal: AbortSignal): Promise<LentSequence> {
    signal.throwIfAborted();
    const sequence = this.#bestFree(tokens) ?? (await this.#wait(tokens, signal));
    return { sequence, [Symbol.asyncDispose]: () => this.#giveBack(sequence) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#context.dispose();
  }

  #bestFree(tokens: readonly Token[]): LlamaSequence | null {
    let best: LlamaSequence | null = null;
    let longest = -1;
    for (const sequence of this.#free) {
      const shared = sequence.compareContextTokens(tokens).firstDifferentIndex;
      // Of equal ones that which forgets least.
      const rank = shared - sequence.nextTokenIndex / 1e6;
      if (best === null || rank > longest) [best, longest] = [sequence, rank];
    }
    if (best !== null) this.#free.splice(this.#free.indexOf(best), 1);
    return best;
  }

  async #wait(tokens: readonly Token[], signal: AbortSignal): Promise<LlamaSequence> {
    const turn = Promise.withResolvers<LlamaSequence>();
    const waiting = { tokens, take: turn.resolve };
    const leave = (): void => {
      this.#waiting.delete(waiting);
      turn.reject(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
    this.#waiting.add(waiting);
    try {
      return await turn.promise;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  async #giveBack(sequence: LlamaSequence): Promise<void> {
    this.#free.push(sequence);
    const [next] = this.#waiting;
    if (next === undefined) return;
    this.#waiting.delete(next);
    const best = this.#bestFree(next.tokens);
    if (best !== null) next.take(best);
  }
}

/**
 * Reads the prompt into the sequence, but for its last token, from which the generation goes on. Answers with how many
 * tokens were there already.
 */
export async function readPrompt(
  sequence: LlamaSequence,
  tokens: readonly Token[],
  signal: AbortSignal,
): Promise<number> {
  const { firstDifferentIndex } = sequence.compareContextTokens(tokens);
  const kept = Math.min(firstDifferentIndex, tokens.length - 1);
  if (kept < sequence.nextTokenIndex)
    await sequence.eraseContextTokenRanges([{ start: kept, end: sequence.nextTokenIndex }]);
  for (let at = kept; at < tokens.length - 1; at += PROMPT_STEP_TOKENS) {
    signal.throwIfAborted();
    await sequence.evaluateWithoutGeneratingNewTokens(
      tokens.slice(at, Math.min(at + PROMPT_STEP_TOKENS, tokens.length - 1)),
    );
  }
  signal.throwIfAborted();
  return kept;
}
