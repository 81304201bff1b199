import type { JsonObject } from '../../../lib/json-object.ts';
import type { ReplyHead, StreamWriter } from '../../codec.ts';
import type { ConversationEvent } from '../../conversation/events.ts';
import type { Usage } from '../../conversation/usage.ts';
import { errorData } from '../errors.ts';
import { statusOf } from '../stop-reason.ts';
import { AnswerWriter } from './answer-writer.ts';
import { ReplyIds } from './reply-ids.ts';
import { ResponseObject, type ResponseState } from './response-object.ts';

const BEGUN = {
  status: 'in_progress',
  output: [],
  usage: null,
  incomplete_details: null,
  error: null,
} as const;

/**
 * Writes a response from what is said, event by event: `response.created` and `response.in_progress`, for each item that it was
 * added, its pieces and that it is done, and at last the response as a whole. Every event has the number that follows the one
 * before.
 */
export class ResponseWriter implements StreamWriter {
  readonly #response: ResponseObject;
  readonly #answer: AnswerWriter;
  #events: string[] = [];
  #sequence = 0;
  #reason: string | null = null;
  #usage: Usage | null = null;
  #error: ResponseState['error'] = null;
  #begun = false;

  constructor(head: ReplyHead) {
    const ids = new ReplyIds(head.id);
    this.#response = new ResponseObject(head, ids.response);
    this.#answer = new AnswerWriter(ids, (type, data) => this.#emit(type, data));
  }

  write(event: ConversationEvent): Buffer {
    this.#begin();
    switch (event.type) {
      case 'stop':
        if (event.answer === 0) this.#reason = event.reason;
        break;
      case 'usage':
        this.#usage = event.usage;
        break;
      case 'error':
        this.#fail(event.message, event.code ?? null);
        break;
      default:
        // A response has one answer.
        if (event.answer === 0) this.#answer.take(event);
    }
    return this.#take();
  }

  end(): Buffer {
    this.#begin();
    const { status, response } = this.finish();
    this.#emit(`response.${status}`, { response });
    return this.#take();
  }

  /** The whole response, to which nothing is added. */
  finish(): { readonly status: string; readonly response: JsonObject } {
    const ended =
      this.#error === null
        ? statusOf(this.#reason)
        : ({ status: 'failed', incomplete_details: null } as const);
    this.#answer.end(ended.status === 'incomplete');
    const { output } = this.#answer;
    const state = { ...ended, output, usage: this.#usage, error: this.#error };
    return { status: ended.status, response: this.#response.in(state) };
  }

  #begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    const response = this.#response.in(BEGUN);
    this.#emit('response.created', { response });
    this.#emit('response.in_progress', { response });
  }

  /** Clients either throw at the one event or read the other: OpenAI sends both. */
  #fail(message: string, code: string | null): void {
    if (this.#error !== null) return;
    this.#error = { code: code ?? 'server_error', message };
    this.#push(
      'error',
      errorData({ type: 'server_error', code, message, param: null }, this.#sequence++),
    );
    const { response } = this.finish();
    this.#emit('response.failed', { response });
  }

  #emit(type: string, data: JsonObject): void {
    this.#push(type, { type, sequence_number: this.#sequence++, ...data });
  }

  #push(type: string, data: unknown): void {
    this.#events.push(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  #take(): Buffer {
    const events = this.#events;
    this.#events = [];
    return Buffer.from(events.join(''));
  }
}
