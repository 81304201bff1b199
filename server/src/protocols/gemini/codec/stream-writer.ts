import type { JsonObject } from '../../../lib/json-object.ts';
import type { ReplyHead, StreamWriter } from '../../codec.ts';
import type { ConversationEvent, Usage } from '../../conversation/index.ts';
import { AnswerWriter } from './answer-writer.ts';
import { writeErrorEvent } from './write-error.ts';
import { pieceOf } from './write-reply.ts';

const EMPTY: Buffer = Buffer.alloc(0);

/**
 * Writes a stream as Google does: each piece an answer as far as it goes, calls whole, and a last piece with how each answer
 * ended and what it cost. As events, or as the elements of a list where the request's address asked for one.
 */
export class GeminiStreamWriter implements StreamWriter {
  readonly contentType: string;
  readonly #head: ReplyHead;
  readonly #list: boolean;
  readonly #answers = new Map<number, AnswerWriter>();
  #usage: Usage | null = null;
  #begun = false;

  constructor(head: ReplyHead) {
    this.#head = head;
    this.#list = head.request.form === 'json_array';
    this.contentType = this.#list ? 'application/json; charset=UTF-8' : 'text/event-stream';
  }

  write(event: ConversationEvent): Buffer {
    if (event.type === 'usage') {
      this.#usage = event.usage;
      return EMPTY;
    }
    if (event.type === 'error') return this.#write(writeErrorEvent(event));
    const answer = this.#answers.get(event.answer) ?? new AnswerWriter(event.answer);
    this.#answers.set(event.answer, answer);
    return this.#writeCandidates(answer.take(event));
  }

  end(): Buffer {
    const answers = [...this.#answers.values()];
    // Calls that no reason ended.
    const rest = this.#writeCandidates(answers.flatMap((answer) => answer.rest()));
    const last = this.#write(
      pieceOf(
        answers.map((answer) => answer.end()),
        this.#usage,
        this.#head,
      ),
    );
    return Buffer.concat([rest, last, Buffer.from(this.#list ? '\n]' : '')]);
  }

  #writeCandidates(candidates: readonly JsonObject[]): Buffer {
    const pieces = candidates.map((one) => this.#write(pieceOf([one], null, this.#head)));
    return pieces.length === 1 ? (pieces[0] ?? EMPTY) : Buffer.concat(pieces);
  }

  #write(piece: JsonObject): Buffer {
    const text = JSON.stringify(piece);
    const before = this.#begun ? '\n,\n' : '[';
    this.#begun = true;
    return Buffer.from(this.#list ? before + text : `data: ${text}\r\n\r\n`);
  }
}
