import type { LlamaModel, Token } from '../llama-api.ts';

/** A character has at most four bytes in UTF-8, and a token at least one. */
const LONGEST_CHARACTER = 4;
/** Tokenizers that write spaces look back one or two tokens. */
const LOOK_BACK = 8;

/** Turns tokens into text as they come: a character spread over several tokens comes out once, whole. */
export class TokenText {
  readonly #model: Pick<LlamaModel, 'detokenize'>;
  #before: Token[] = [];
  #held: Token[] = [];

  constructor(model: Pick<LlamaModel, 'detokenize'>, before: readonly Token[]) {
    this.#model = model;
    this.#before = before.slice(-LOOK_BACK);
  }

  push(token: Token): string {
    this.#held.push(token);
    const text = this.#model.detokenize(this.#held, false, this.#before);
    return text.endsWith('\uFFFD') && this.#held.length < LONGEST_CHARACTER
      ? ''
      : this.#release(text);
  }

  /** What is held when the generation ends, whole or not. */
  end(): string {
    return this.#held.length === 0
      ? ''
      : this.#release(this.#model.detokenize(this.#held, false, this.#before));
  }

  #release(text: string): string {
    this.#before = [...this.#before, ...this.#held].slice(-LOOK_BACK);
    this.#held = [];
    return text;
  }
}
