import type { JsonObject } from '../../../lib/json-object.ts';
import type { ReplyHead, StreamWriter } from '../../codec.ts';
import type { ConversationEvent } from '../../conversation/events.ts';
import type { Usage } from '../../conversation/usage.ts';
import { type AnswerForm, answerForm } from './answer-form.ts';
import { AnswerWriter } from './answer-writer.ts';
import { writeUsage } from './write-usage.ts';

const NOTHING: Buffer = Buffer.alloc(0);
const DONE = Buffer.from('data: [DONE]\n\n');

/**
 * Writes a chat as OpenAI streams it. Each answer begins with its role, goes on in deltas and ends with one finish reason. A
 * client that asked for the usage finds it, null, in every chunk, and in a last one without choices. `[DONE]` ends the stream;
 * after an error nothing does.
 */
export class ChatStreamWriter implements StreamWriter {
  readonly #form: AnswerForm;
  readonly #answers = new Map<number, AnswerWriter>();
  #usage: Usage | null = null;
  #failed = false;

  constructor(head: ReplyHead) {
    this.#form = answerForm(head);
  }

  write(event: ConversationEvent): Buffer {
    if (this.#failed) return NOTHING;
    if (event.type === 'usage') {
      this.#usage = event.usage;
      return NOTHING;
    }
    if (event.type === 'error') {
      this.#failed = true;
      const { message, code = null } = event;
      return eventOf({ error: { message, type: 'server_error', param: null, code } });
    }
    return this.#chunk(this.#answer(event.answer).write(event));
  }

  end(): Buffer {
    if (this.#failed) return NOTHING;
    // A client expects an answer, if an empty one.
    if (this.#answers.size === 0) this.#answer(0);
    const ends = [...this.#answers.values()].map((answer) => this.#chunk(answer.end()));
    return Buffer.concat([...ends, this.#usageChunk(), DONE]);
  }

  #answer(index: number): AnswerWriter {
    const known = this.#answers.get(index);
    if (known !== undefined) return known;
    const begun = new AnswerWriter(index, this.#form);
    this.#answers.set(index, begun);
    return begun;
  }

  #chunk(choice: JsonObject | null): Buffer {
    if (choice === null) return NOTHING;
    const counted = this.#form.tellsUsage ? { usage: null } : {};
    return eventOf({ ...this.#head(), choices: [choice], ...counted });
  }

  #usageChunk(): Buffer {
    if (!this.#form.tellsUsage || this.#usage === null) return NOTHING;
    return eventOf({ ...this.#head(), choices: [], usage: writeUsage(this.#usage) });
  }

  #head(): JsonObject {
    const { id, created, model } = this.#form;
    return { id, object: 'chat.completion.chunk', created, model };
  }
}

function eventOf(value: JsonObject): Buffer {
  return Buffer.from(`data: ${JSON.stringify(value)}\n\n`);
}
