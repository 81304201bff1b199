import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { ConversationEvent } from '../../conversation/events.ts';
import type { Usage } from '../../conversation/usage.ts';
import { listOf, parseBytes, textOrNull } from '../../json.ts';
import { readCounts, withWhole } from '../../openai-chat/read-usage.ts';
import { EventStreamDecoder } from '../../sse/event-stream-decoder.ts';
import type { SseEvent } from '../../sse/sse-event.ts';
import { readError } from '../../upstream-error.ts';
import { outputFacts, withTools } from '../output-facts.ts';
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
export class ResponsesStreamDecoder extends EventStreamDecoder {
  readonly #order = new AnswerOrder();
  readonly #items = new Map<number, ItemDecoder>();
  #usage: Usage | null = null;
  #failed = false;
  #ended = false;

  /** A response that was not streamed. */
  readWhole(response: JsonObject): ConversationEvent[] {
    const said: ConversationEvent[] = [];
    this.#readResponse(response, said);
    return said;
  }

  protected override read({ bytes, start, end, name }: SseEvent, into: ConversationEvent[]): void {
    if (start === end || this.#ended) return;
    const data = parseBytes(bytes, start, end);
    if (!isJsonObject(data)) {
      if (name === 'error') this.#fail(bytes.toString('utf8', start, end), null, into);
      return;
    }
    const type = textOrNull(data['type']) ?? name ?? '';
    const failed = readError(data['error']);
    if (failed !== null || type === 'error') {
      const message = failed?.message ?? textOrNull(data['message']) ?? JSON.stringify(data);
      this.#fail(message, failed?.code ?? textOrNull(data['code']), into);
    } else if (isTerminalType(type)) {
      this.#ended = true;
      if (isJsonObject(data['response'])) this.#readResponse(data['response'], into);
    } else {
      into.push(...(this.#itemAt(data['output_index'])?.read(type, data) ?? []));
    }
  }

  protected override readEnd(into: ConversationEvent[]): void {
    if (this.#usage !== null) into.push({ type: 'usage', usage: this.#usage });
  }

  #fail(message: string, code: string | null, into: ConversationEvent[]): void {
    if (this.#failed) return;
    this.#failed = true;
    into.push({ type: 'error', message, ...(code === null ? {} : { code }) });
  }

  #readResponse(response: JsonObject, into: ConversationEvent[]): void {
    const output = listOf(response['output']).filter(isJsonObject);
    for (const [at, item] of output.entries()) into.push(...this.#decoderAt(at).finish(item));
    const facts = outputFacts(output);
    this.#usage = withTools(withWhole(readCounts(response['usage'])), facts);
    const failed = readError(response['error']);
    if (failed !== null) {
      this.#fail(failed.message ?? JSON.stringify(response['error']), failed.code, into);
      return;
    }
    const reason = stopReasonOf(response, facts.calls);
    if (reason !== null) into.push({ type: 'stop', answer: 0, reason });
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
