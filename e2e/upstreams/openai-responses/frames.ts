import { newId } from '../ids.ts';
import { type Answer, argumentPieces, pieces } from '../scene/script.ts';
import type { Frame } from '../stream.ts';
import { logprob, responseEnd, responseHead, wantsLogprobs } from './answer.ts';
import type { CallItem, MessageItem, OutputItem, ReasoningItem } from './output-item.ts';
import type { ResponsesBody } from './request.ts';

/** The events of a streamed response, numbered through. */
export class ResponseFrames {
  readonly #body: ResponsesBody;
  #number = 0;

  constructor(body: ResponsesBody) {
    this.#body = body;
  }

  /** Of the event that comes next. */
  get number(): number {
    return this.#number;
  }

  *of(id: string, script: Answer, output: readonly OutputItem[]): Generator<Frame> {
    const head = responseHead(id, this.#body);
    yield this.event('response.created', {
      response: this.#body.background ? { ...head, status: 'queued' } : head,
    });
    if (this.#body.background)
      yield this.event('response.queued', { response: { ...head, status: 'queued' } });
    yield this.event('response.in_progress', { response: head });
    for (const [index, item] of output.entries()) {
      if (item.type === 'reasoning') yield* this.#reasoning(item, index);
      else if (item.type === 'message') yield* this.#message(item, index);
      else yield* this.#call(item, index);
    }
    const response = { ...head, ...responseEnd(script, output) };
    yield this.event(script.stop === 'length' ? 'response.incomplete' : 'response.completed', {
      response,
    });
  }

  event(type: string, members: object, piece = false): Frame {
    const data = { type, sequence_number: this.#number++, ...members };
    return { text: `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`, piece };
  }

  *#reasoning(item: ReasoningItem, output_index: number): Generator<Frame> {
    const { encrypted_content, ...known } = item;
    yield this.event('response.output_item.added', {
      output_index,
      item: {
        ...known,
        summary: [],
        ...(encrypted_content === undefined ? {} : { encrypted_content }),
      },
    });
    for (const [summary_index, part] of item.summary.entries()) {
      const at = { item_id: item.id, output_index, summary_index };
      yield this.event('response.reasoning_summary_part.added', {
        ...at,
        part: { ...part, text: '' },
      });
      for (const delta of pieces(part.text)) {
        yield this.#delta('response.reasoning_summary_text.delta', { ...at, delta });
      }
      yield this.event('response.reasoning_summary_text.done', { ...at, text: part.text });
      yield this.event('response.reasoning_summary_part.done', { ...at, part });
    }
    yield this.event('response.output_item.done', { output_index, item });
  }

  *#message(item: MessageItem, output_index: number): Generator<Frame> {
    yield this.event('response.output_item.added', {
      output_index,
      item: { ...item, status: 'in_progress', content: [] },
    });
    for (const [content_index, part] of item.content.entries()) {
      const at = { item_id: item.id, output_index, content_index };
      if (part.type === 'refusal') {
        yield this.event('response.content_part.added', { ...at, part: { ...part, refusal: '' } });
        for (const delta of pieces(part.refusal))
          yield this.#delta('response.refusal.delta', { ...at, delta });
        yield this.event('response.refusal.done', { ...at, refusal: part.refusal });
      } else {
        yield this.event('response.content_part.added', {
          ...at,
          part: { ...part, logprobs: [], text: '' },
        });
        for (const delta of pieces(part.text)) {
          const logprobs = wantsLogprobs(this.#body) ? [logprob(delta, this.#body)] : [];
          yield this.#delta('response.output_text.delta', { ...at, delta, logprobs });
        }
        yield this.event('response.output_text.done', {
          ...at,
          text: part.text,
          logprobs: part.logprobs,
        });
      }
      yield this.event('response.content_part.done', { ...at, part });
    }
    yield this.event('response.output_item.done', { output_index, item });
  }

  *#call(item: CallItem, output_index: number): Generator<Frame> {
    const at = { item_id: item.id, output_index };
    const isCustom = item.type === 'custom_tool_call';
    const begun = {
      ...item,
      status: 'in_progress',
      ...(isCustom ? { input: '' } : { arguments: '' }),
    };
    const said = isCustom ? item.input : item.arguments;
    const name = isCustom ? 'response.custom_tool_call_input' : 'response.function_call_arguments';
    yield this.event('response.output_item.added', { output_index, item: begun });
    for (const delta of argumentPieces(said)) yield this.#delta(`${name}.delta`, { ...at, delta });
    yield this.event(
      `${name}.done`,
      isCustom ? { ...at, input: said } : { ...at, arguments: said },
    );
    yield this.event('response.output_item.done', { output_index, item });
  }

  #delta(
    type: string,
    members: { readonly delta: string; readonly [member: string]: unknown },
  ): Frame {
    const hidden =
      this.#body.stream_options?.include_obfuscation === false
        ? {}
        : { obfuscation: newId('', 1 + (members.delta.length % 7)) };
    return this.event(type, { ...members, ...hidden }, true);
  }
}
