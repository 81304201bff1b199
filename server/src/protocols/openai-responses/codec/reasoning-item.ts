import type { JsonObject } from '../../../lib/json-object.ts';
import type { Emit, ItemPlace, OutputItem } from './output-item.ts';
import { type Sealed, writeSeal } from './seal.ts';

/** What the model thinks, as a summary; or a seal of a provider of another protocol, which is sent back in no other item. */
export class ReasoningItem implements OutputItem {
  readonly #place: ItemPlace;
  readonly #emit: Emit;
  #text = '';
  #encrypted: string | null = null;

  constructor(place: ItemPlace, emit: Emit) {
    this.#place = place;
    this.#emit = emit;
    this.#emit('response.output_item.added', this.#told());
  }

  get value(): JsonObject {
    return {
      id: this.#place.item_id,
      type: 'reasoning',
      summary: this.#text === '' ? [] : [summaryPart(this.#text)],
      ...(this.#encrypted === null ? {} : { encrypted_content: this.#encrypted }),
    };
  }

  think(piece: string): void {
    if (piece === '') return;
    if (this.#text === '') {
      this.#emit('response.reasoning_summary_part.added', { ...this.#at(), part: summaryPart('') });
    }
    this.#text += piece;
    this.#emit('response.reasoning_summary_text.delta', { ...this.#at(), delta: piece });
  }

  seal(sealed: Sealed): void {
    this.#encrypted = writeSeal(sealed);
  }

  close(): void {
    if (this.#text !== '') {
      const text = this.#text;
      this.#emit('response.reasoning_summary_text.done', { ...this.#at(), text });
      this.#emit('response.reasoning_summary_part.done', {
        ...this.#at(),
        part: summaryPart(text),
      });
    }
    this.#emit('response.output_item.done', this.#told());
  }

  #at(): JsonObject {
    return { ...this.#place, summary_index: 0 };
  }

  #told(): JsonObject {
    return { output_index: this.#place.output_index, item: this.value };
  }
}

function summaryPart(text: string): JsonObject {
  return { type: 'summary_text', text };
}
