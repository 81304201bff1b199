import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { ConversationEvent } from '../../conversation/events.ts';
import type { Usage } from '../../conversation/usage.ts';
import { listOf, parseBytes, textOrNull } from '../../json.ts';
import { readCounts, withTokens } from '../../openai-chat/read-usage.ts';
import type { EventDecoder } from '../../sse/lazy-event.ts';
import type { SseEvent } from '../../sse/sse-event.ts';
import { WholeEvents } from '../../sse/whole-events.ts';
import { readError } from '../../upstream-error.ts';
import { outputFacts, withSearches } from '../output-facts.ts';
import { stopReasonOf } from '../stop-reason.ts';
import { isTerminalType } from '../terminal-event.ts';
import { AnswerOrder } from './answer-order.ts';
import { ItemDecoder } from './item-decoder.ts';

/** A place that a provider names; nonsense must not make a list of millions. */
const MOST_ITEMS = 4096;

/**
 * Reads a stream of a response as events of the normal form, however it is cut. Pieces are told as they come; what ends an item,
 * and the response as a whole, tells what did not come in pieces, so that servers that leave pieces out are understood too. Never
 * throws.
 */
export class ResponsesStreamDecoder implements EventDecoder {
  readonly #events = new WholeEvents((event) => this.#read(event));
  readonly #order = new AnswerOrder();
  readonly #items = new Map<number, ItemDecoder>();
  #said: ConversationEvent[] = [];
  #usage: Usage | null = null;
  #failed = false;
  #ended = false;

  push(chunk: Buffer): ConversationEvent[] {
    this.#events.push(chunk);
    return this.#take();
  }

  /** Whole events: one, or the terminal one with what came behind it. */
  decodeEvent(event: Buffer): ConversationEvent[] {
    this.#events.push(event);
    this.#events.finish();
    return this.#take();
  }

  /** After the last chunk: an event without its empty line, and the usage. */
  finish(): ConversationEvent[] {
    this.#events.finish();
    const said = this.#take();
    return this.#usage === null ? said : [...said, { type: 'usage', usage: this.#usage }];
  }

  /** A response that was not streamed. */
  readWhole(response: JsonObject): ConversationEvent[] {
    this.#readResponse(response);
    return this.#take();
  }

  #take(): ConversationEvent[] {
    const said = this.#said;
    this.#said = [];
    return said;
  }

  #read({ bytes, start, end, name }: SseEvent): void {
    if (start === end || this.#ended) return;
    const data = parseBytes(bytes, start, end);
    if (!isJsonObject(data)) {
      if (name === 'error') this.#fail(bytes.toString('utf8', start, end), null);
      return;
    }
    const type = textOrNull(data['type']) ?? name ?? '';
    const failed = readError(data['error']);
    if (failed !== null || type === 'error') {
      const message = failed?.message ?? textOrNull(data['message']) ?? JSON.stringify(data);
      this.#fail(message, failed?.code ?? textOrNull(data['code']));
    } else if (isTerminalType(type)) {
      this.#ended = true;
      if (isJsonObject(data['response'])) this.#readResponse(data['response']);
    } else {
      const item = this.#itemAt(data['output_index']);
      if (item !== null) this.#said.push(...item.read(type, data));
    }
  }

  #fail(message: string, code: string | null): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#said.push({ type: 'error', message, ...(code === null ? {} : { code }) });
  }

  #readResponse(response: JsonObject): void {
    const output = listOf(response['output']).filter(isJsonObject);
    for (const [at, item] of output.entries()) this.#said.push(...this.#decoderAt(at).finish(item));
    const facts = outputFacts(output);
    this.#usage = withSearches(withTokens(readCounts(response['usage'])), facts);
    const failed = readError(response['error']);
    if (failed !== null) {
      this.#fail(failed.message ?? JSON.stringify(response['error']), failed.code);
      return;
    }
    const reason = stopReasonOf(response, facts.calls);
    if (reason !== null) this.#said.push({ type: 'stop', answer: 0, reason });
  }

  #itemAt(place: unknown): ItemDecoder | null {
    const known =
      typeof place === 'number' && Number.isSafeInteger(place) && place >= 0 && place < MOST_ITEMS;
    return known ? this.#decoderAt(place) : null;
  }

  #decoderAt(place: number): ItemDecoder {
    const known = this.#items.get(place);
    if (known !== undefined) return known;
    const item = new ItemDecoder(this.#order);
    this.#items.set(place, item);
    return item;
  }
}
