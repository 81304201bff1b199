import type { JsonObject } from '../../../lib/json-object.ts';
import type { Citation, TokenLogprob } from '../../conversation/conversation.ts';
import { writeAnnotation } from './citations.ts';
import { writeLogprobs } from './logprobs.ts';
import type { Emit, ItemPlace, OutputItem } from './output-item.ts';

/** A text or a refusal in a message, as far as it has come. */
interface Content {
  readonly type: 'output_text' | 'refusal';
  text: string;
  readonly annotations: JsonObject[];
  /** On the whole of it, however long it gets. */
  readonly citations: Citation[];
  readonly logprobs: JsonObject[];
}

/** What the model says in words. */
export class MessageItem implements OutputItem {
  readonly #place: ItemPlace;
  readonly #emit: Emit;
  readonly #content: Content[] = [];
  #status = 'in_progress';
  #open: Content | null = null;

  constructor(place: ItemPlace, emit: Emit) {
    this.#place = place;
    this.#emit = emit;
    this.#emit('response.output_item.added', this.#told());
  }

  get value(): JsonObject {
    return {
      id: this.#place.item_id,
      type: 'message',
      status: this.#status,
      role: 'assistant',
      content: this.#content.map(written),
    };
  }

  /** `begins`: a part of its own. */
  say(type: 'text' | 'refusal', piece: string, begins: boolean): void {
    const wanted = type === 'text' ? 'output_text' : 'refusal';
    const content = this.#begin(wanted, begins);
    if (piece === '') return;
    content.text += piece;
    const logprobs = wanted === 'output_text' ? { logprobs: [] } : {};
    this.#emit(`response.${wanted}.delta`, { ...this.#at(), delta: piece, ...logprobs });
  }

  cite(citation: Citation): void {
    const content = this.#begin('output_text', false);
    if (citation.start === null || citation.end === null) content.citations.push(citation);
    else this.#annotate(content, citation);
  }

  #annotate(content: Content, citation: Citation): void {
    const annotation = writeAnnotation(citation, [...content.text].length);
    this.#emit('response.output_text.annotation.added', {
      ...this.#at(),
      annotation_index: content.annotations.length,
      annotation,
    });
    content.annotations.push(annotation);
  }

  /** Of tokens that have been said. */
  weigh(tokens: readonly TokenLogprob[]): void {
    const logprobs = writeLogprobs(tokens);
    const open = this.#open?.type === 'output_text' ? this.#open : null;
    const content = open ?? this.#content.findLast(({ type }) => type === 'output_text');
    content?.logprobs.push(...logprobs);
    if (open !== null) {
      this.#emit('response.output_text.delta', { ...this.#at(), delta: '', logprobs });
    }
  }

  close(status: 'completed' | 'incomplete'): void {
    this.#endContent();
    this.#status = status;
    this.#emit('response.output_item.done', this.#told());
  }

  #told(): JsonObject {
    return { output_index: this.#place.output_index, item: this.value };
  }

  /** Of the last content. */
  #at(): JsonObject {
    return { ...this.#place, content_index: this.#content.length - 1 };
  }

  #begin(type: Content['type'], begins: boolean): Content {
    if (this.#open?.type === type && !begins) return this.#open;
    this.#endContent();
    const content: Content = { type, text: '', annotations: [], citations: [], logprobs: [] };
    this.#open = content;
    this.#content.push(content);
    this.#emit('response.content_part.added', { ...this.#at(), part: written(content) });
    return content;
  }

  #endContent(): void {
    const content = this.#open;
    if (content === null) return;
    for (const citation of content.citations) this.#annotate(content, citation);
    this.#open = null;
    const { type, text, logprobs } = content;
    const whole = type === 'refusal' ? { refusal: text } : { text, logprobs };
    this.#emit(`response.${type}.done`, { ...this.#at(), ...whole });
    this.#emit('response.content_part.done', { ...this.#at(), part: written(content) });
  }
}

function written({ type, text, annotations, logprobs }: Content): JsonObject {
  if (type === 'refusal') return { type, refusal: text };
  return { type, annotations: [...annotations], logprobs: [...logprobs], text };
}
