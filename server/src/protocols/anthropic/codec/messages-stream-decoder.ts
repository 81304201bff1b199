import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { ConversationEvent } from '../../conversation/events.ts';
import { parseBytes, textOf, textOrNull } from '../../json.ts';
import { EventStreamDecoder } from '../../sse/event-stream-decoder.ts';
import type { SseEvent } from '../../sse/sse-event.ts';
import { readErrorMember } from '../read-error.ts';
import { type Counts, mergeCounts, readCounts, usageOf } from '../read-usage.ts';
import { BlockDecoder } from './block-decoder.ts';
import { readStopReason, refusalOf } from './stop-reasons.ts';

/** Reads a stream of messages' events as those of the normal form, however it is cut. Never throws. */
export class MessagesStreamDecoder extends EventStreamDecoder {
  readonly #blocks = new Map<unknown, BlockDecoder>();
  #calls = 0;
  /** Of the block that comes next. */
  #seal: string | undefined;
  #counts: Counts | null = null;
  /** What was told of them already. */
  #told: Counts | null = null;
  #done = false;

  /** The usage of a stream that was cut off before it told all. */
  protected override readEnd(into: ConversationEvent[]): void {
    this.#tellUsage(into);
  }

  protected override read({ bytes, start, end, name }: SseEvent, into: ConversationEvent[]): void {
    // What follows the terminal event is seen by no client.
    if (start === end || this.#done) return;
    const value = parseBytes(bytes, start, end);
    const event = isJsonObject(value) ? value : {};
    const error = readErrorMember(event['error']);
    if (name === 'error' || error !== null) {
      const message = error?.message ?? bytes.toString('utf8', start, end);
      const code = error?.type ?? error?.code ?? null;
      into.push({ type: 'error', message, ...(code === null ? {} : { code }) });
      return;
    }
    this.#readEvent(event, into);
  }

  #readEvent(event: JsonObject, into: ConversationEvent[]): void {
    switch (event['type']) {
      case 'message_start': {
        const message = isJsonObject(event['message']) ? event['message'] : {};
        this.#count(message['usage']);
        return;
      }
      case 'content_block_start': {
        const block = isJsonObject(event['content_block']) ? event['content_block'] : {};
        const decoder = new BlockDecoder(block, this.#calls, this.#seal);
        this.#seal = undefined;
        if (decoder.isCall) this.#calls++;
        this.#blocks.set(event['index'], decoder);
        into.push(...decoder.start());
        return;
      }
      case 'content_block_delta': {
        const delta = isJsonObject(event['delta']) ? event['delta'] : {};
        into.push(...(this.#blocks.get(event['index'])?.delta(delta) ?? []));
        return;
      }
      case 'content_block_stop': {
        const decoder = this.#blocks.get(event['index']);
        into.push(...(decoder?.stop() ?? []));
        this.#seal = decoder?.sealsNext;
        this.#blocks.delete(event['index']);
        return;
      }
      case 'message_delta':
        this.#readStop(event, into);
        return;
      case 'message_stop':
        this.#done = true;
    }
  }

  #readStop(event: JsonObject, into: ConversationEvent[]): void {
    const delta = isJsonObject(event['delta']) ? event['delta'] : {};
    const reason = textOf(delta['stop_reason']);
    const sequence = textOrNull(delta['stop_sequence']);
    const refusal = refusalOf(delta['stop_details']);
    if (refusal !== null) into.push({ type: 'refusal', answer: 0, content: refusal });
    if (reason !== '') {
      const stop = { type: 'stop' as const, answer: 0, reason: readStopReason(reason) };
      into.push(sequence === null ? stop : { ...stop, sequence });
    }
    this.#count(event['usage']);
    this.#tellUsage(into);
  }

  #count(usage: unknown): void {
    this.#counts = mergeCounts(this.#counts, readCounts(usage));
  }

  #tellUsage(into: ConversationEvent[]): void {
    if (this.#told === this.#counts) return;
    this.#told = this.#counts;
    const usage = usageOf(this.#counts);
    if (usage !== null) into.push({ type: 'usage', usage });
  }
}
