import type { ReplyHead, StreamWriter } from '../../codec.ts';
import type { ContentPart } from '../../conversation/conversation.ts';
import type { ConversationEvent } from '../../conversation/events.ts';
import type { Usage } from '../../conversation/usage.ts';
import { textOf } from '../../json.ts';
import { BlockWriter } from './block-writer.ts';
import { CallQueue } from './call-queue.ts';
import { messageOf } from './message.ts';
import { otherBlock } from './reply-blocks.ts';
import { writeStopReason } from './stop-reasons.ts';
import { writeUsage } from './write-usage.ts';

/**
 * Writes a message as Anthropic streams it: `message_start`, then its blocks, one after another, then `message_delta` with why it
 * stopped and what it used, and `message_stop`. Of several answers the first is written. Calls that came at once are written one
 * behind the other. The usage of most providers comes last, so that the message begins with none.
 */
export class MessagesStreamWriter implements StreamWriter {
  readonly #head: ReplyHead;
  readonly #blocks = new BlockWriter();
  readonly #calls: CallQueue;
  #begun = false;
  #failed = false;
  #refused = false;
  #usage: Usage | null = null;
  #reason: string | null = null;
  #sequence: string | undefined;

  constructor(head: ReplyHead) {
    this.#head = head;
    this.#calls = new CallQueue(this.#blocks, head.id);
  }

  write(event: ConversationEvent): Buffer {
    if (this.#failed || ('answer' in event && event.answer !== 0)) return this.#blocks.take();
    if (event.type === 'usage') this.#usage = event.usage;
    this.#begin();
    switch (event.type) {
      case 'tool_call':
        this.#calls.take(event);
        break;
      case 'stop':
        this.#reason = event.reason;
        this.#sequence = event.sequence;
        break;
      case 'error':
        this.#fail(event.message, event.code);
        break;
      case 'usage':
      case 'logprobs':
        break;
      default:
        this.#calls.say(() => this.#say(event));
    }
    return this.#blocks.take();
  }

  end(): Buffer {
    if (this.#failed) return this.#blocks.take();
    this.#begin();
    this.#calls.flush();
    this.#blocks.close();
    const reason = this.#reason ?? (this.#calls.count > 0 ? 'tool_calls' : null);
    const delta = {
      stop_reason: writeStopReason(reason, this.#sequence, this.#refused),
      stop_sequence: this.#sequence ?? null,
      stop_details: null,
      container: null,
    };
    this.#blocks.emit('message_delta', { delta, usage: writeUsage(this.#usage) });
    this.#blocks.emit('message_stop', {});
    return this.#blocks.take();
  }

  #begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    const message = messageOf(this.#head, [], this.#usage, { reason: null, sequence: null });
    this.#blocks.emit('message_start', { message });
    this.#blocks.emit('ping', {});
  }

  #say(
    event: Exclude<
      ConversationEvent,
      { type: 'tool_call' | 'stop' | 'error' | 'usage' | 'logprobs' }
    >,
  ): void {
    const blocks = this.#blocks;
    switch (event.type) {
      case 'refusal':
        this.#refused = true;
        blocks.text(event.content, event.begins === true);
        break;
      case 'text':
        blocks.text(event.content, event.begins === true);
        break;
      case 'reasoning':
        blocks.thinking(event.content, event.begins === true);
        break;
      case 'signature':
        blocks.signature(event);
        break;
      case 'citation':
        blocks.citation(event.citation);
        break;
      case 'text_signature':
        blocks.seal('previous', event.signature);
        break;
      case 'audio':
        if (event.transcript !== '') blocks.text(event.transcript, event.begins === true);
        break;
      case 'part':
        this.#part(event.part);
    }
  }

  #part(part: ContentPart): void {
    const block = otherBlock(part);
    if (part.type === 'text') this.#blocks.text(part.content, true);
    else if (block?.['type'] === 'text') this.#blocks.text(textOf(block['text']), true);
    else if (block !== null) this.#blocks.whole(block);
  }

  #fail(message: string, code: string | undefined): void {
    this.#failed = true;
    this.#blocks.emit('error', { error: { type: errorType(code), message } });
  }
}

/** Those of Anthropic's that a stream may fail with; the words of others say no more than that it did. */
const ERROR_TYPES: ReadonlySet<string> = new Set([
  'invalid_request_error',
  'overloaded_error',
  'rate_limit_error',
  'timeout_error',
]);

function errorType(code: string | undefined): string {
  return code !== undefined && ERROR_TYPES.has(code) ? code : 'api_error';
}
