import type {
  EngineApis,
  LlamaGrammar,
  LlamaModel,
  LlamaSequence,
  SamplingOptions,
  Token,
} from '../llama-api.ts';
import { readPrompt } from './sequence-pool.ts';
import { StopText } from './stop-text.ts';
import { TokenText } from './token-text.ts';
import { TOOL_CALL_OPEN, type ToolCall } from './tool-calls.ts';

/** How many of the last tokens the penalties look at. */
const PENALTY_WINDOW = 512;

export interface GenerationOptions {
  readonly apis: EngineApis;
  readonly model: LlamaModel;
  readonly sequence: LlamaSequence;
  readonly prompt: readonly Token[];
  readonly maxTokens: number;
  readonly grammar: LlamaGrammar | null;
  readonly temperature: number;
  readonly topP: number;
  readonly seed: number;
  readonly presencePenalty: number;
  readonly frequencyPenalty: number;
  readonly stops: readonly string[];
  /** What of the answer stands in the prompt already. */
  readonly begun: string;
  /** Reads the calls out of an answer that is made of them; null where no tool is in play. */
  readonly toolCalls: ((text: string) => readonly ToolCall[] | null) | null;
  readonly signal: AbortSignal;
  readonly onText: (text: string) => void;
}

export interface Generation {
  readonly finishReason: 'stop' | 'length' | 'tool_calls';
  /** All of the text, as it went to `onText` in pieces. */
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  readonly promptTokens: number;
  /** Of those, already in the sequence. */
  readonly cachedTokens: number;
  readonly answerTokens: number;
}

/** Reads the prompt and writes the answer into one sequence, until the model, a stop string or the limit ends it. */
export async function generate(options: GenerationOptions): Promise<Generation> {
  const { model, sequence, prompt, signal } = options;
  const cachedTokens = await readPrompt(sequence, prompt, signal);
  const answer: Token[] = [];
  const text = new TokenText(model, prompt);
  const stop = new StopText(options.stops);
  const out = new Outlet(options);
  let limit = false;
  const tokens = sequence.evaluate(prompt.slice(-1), sampling(options, answer));
  // Leaving the loop returns the generator, which leaves the sequence whole for the next request.
  for await (const token of tokens) {
    signal.throwIfAborted();
    answer.push(token);
    out.push(stop.push(text.push(token)));
    if (stop.stopped) break;
    if (answer.length >= options.maxTokens) {
      limit = true;
      break;
    }
  }
  if (!stop.stopped) out.push(stop.push(text.end()) + stop.end());
  const toolCalls = out.end();
  const ended = limit && !stop.stopped ? 'length' : 'stop';
  return {
    finishReason: toolCalls.length > 0 ? 'tool_calls' : ended,
    text: out.text,
    toolCalls,
    promptTokens: prompt.length,
    cachedTokens,
    answerTokens: answer.length,
  };
}

/** Where text goes: out at once, or held while it may turn out to be a call of a tool. */
class Outlet {
  text = '';
  readonly #options: Pick<GenerationOptions, 'toolCalls' | 'onText'>;
  #held: string | null;

  constructor(options: Pick<GenerationOptions, 'toolCalls' | 'onText' | 'begun'>) {
    this.#options = options;
    this.#held = options.toolCalls === null ? null : options.begun;
  }

  push(text: string): void {
    if (this.#held === null) {
      this.#release(text);
      return;
    }
    this.#held += text;
    const start = this.#held.trimStart().slice(0, TOOL_CALL_OPEN.length);
    if (!TOOL_CALL_OPEN.startsWith(start)) this.#releaseHeld();
  }

  /** The calls, if that is what was held; else it goes out as the text that it is. */
  end(): readonly ToolCall[] {
    const calls = this.#held === null ? null : (this.#options.toolCalls?.(this.#held) ?? null);
    if (calls === null) this.#releaseHeld();
    return calls ?? [];
  }

  #releaseHeld(): void {
    const held = this.#held ?? '';
    this.#held = null;
    this.#release(held);
  }

  #release(text: string): void {
    if (text === '') return;
    this.text += text;
    this.#options.onText(text);
  }
}

function sampling(options: GenerationOptions, answer: readonly Token[]): SamplingOptions {
  const { presencePenalty, frequencyPenalty, grammar, model } = options;
  const state =
    grammar === null
      ? undefined
      : new options.apis.llama.LlamaGrammarEvaluationState({ model, grammar });
  return {
    temperature: options.temperature,
    topP: options.topP,
    seed: options.seed,
    ...(presencePenalty === 0 && frequencyPenalty === 0
      ? {}
      : {
          repeatPenalty: {
            punishTokens: () => answer.slice(-PENALTY_WINDOW),
            maxPunishTokens: PENALTY_WINDOW,
            penalty: 1,
            frequencyPenalty,
            presencePenalty,
          },
        }),
    ...(state === undefined ? {} : { grammarEvaluationState: () => state }),
  };
}
