import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { ConversationEvent } from '../../conversation/events.ts';
import { listOf, textOf, textOrNull } from '../../json.ts';
import type { AnswerOrder } from './answer-order.ts';
import { CallDecoder } from './call-decoder.ts';
import { readAnnotation } from './citations.ts';
import { unknownItem } from './hosted-tools.ts';
import { readLogprobs } from './logprobs.ts';
import { BETWEEN_SUMMARIES, sealEvents } from './read-reasoning.ts';

type Said = readonly ConversationEvent[];
const NOTHING: Said = [];

/** Reads what comes of one item of an answer: first its pieces, then the item as a whole, of which the rest is told. */
export class ItemDecoder {
  readonly #order: AnswerOrder;
  readonly #call: CallDecoder;
  /** The parts of the item of which something was told, by `keyOf`; of citations and logprobs, how many. */
  readonly #told = new Map<string, number>();
  #thought = false;
  #finished = false;

  constructor(order: AnswerOrder) {
    this.#order = order;
    this.#call = new CallDecoder(order);
  }

  /** An event that is about the item. */
  read(type: string, data: JsonObject): Said {
    const delta = textOf(data['delta']);
    const content = keyOf('content', data['content_index']);
    switch (type) {
      case 'response.output_item.added':
        return isJsonObject(data['item']) ? this.#call.begin(data['item']) : NOTHING;
      case 'response.output_item.done':
        return isJsonObject(data['item']) ? this.finish(data['item']) : NOTHING;
      case 'response.output_text.delta':
        return [...this.#say('text', content, delta), ...this.#weigh(content, data, 0)];
      case 'response.output_text.done':
        return this.#tell('text', content, data['text']);
      case 'response.output_text.annotation.added':
        return this.#cite(content, data['annotation']);
      case 'response.refusal.delta':
        return this.#say('refusal', content, delta);
      case 'response.refusal.done':
        return this.#tell('refusal', content, data['refusal']);
      case 'response.reasoning_summary_text.delta':
        return this.#say('reasoning', keyOf('summary', data['summary_index']), delta);
      case 'response.reasoning_summary_text.done':
        return this.#tell('reasoning', keyOf('summary', data['summary_index']), data['text']);
      case 'response.reasoning_text.delta':
        return this.#say('reasoning', content, delta);
      case 'response.reasoning_text.done':
        return this.#tell('reasoning', content, data['text']);
      case 'response.function_call_arguments.delta':
        return this.#call.go('function', delta);
      case 'response.function_call_arguments.done':
        return this.#call.tell('function', textOf(data['arguments']));
      case 'response.custom_tool_call_input.delta':
        return this.#call.go('custom', delta);
      case 'response.custom_tool_call_input.done':
        return this.#call.tell('custom', textOf(data['input']));
      default:
        return NOTHING;
    }
  }

  /** The item as a whole. It comes twice, by itself and in the response, and the second time says only what is new. */
  finish(item: JsonObject): Said {
    if (item['type'] === 'message') {
      return listOf(item['content']).flatMap((part, i) =>
        isJsonObject(part) ? this.#finishPart(part, keyOf('content', i)) : [],
      );
    }
    if (this.#finished) return NOTHING;
    this.#finished = true;
    switch (item['type']) {
      case 'reasoning':
        return this.#finishReasoning(item);
      case 'function_call':
      case 'custom_tool_call':
        return this.#call.finish(item);
      default:
        this.#order.last = 'part';
        return [{ type: 'part', answer: 0, part: partOf(item) }];
    }
  }

  #finishPart(part: JsonObject, key: string): Said {
    if (part['type'] === 'refusal') return this.#tell('refusal', key, part['refusal']);
    if (part['type'] === 'output_text') {
      return [
        ...this.#tell('text', key, part['text']),
        ...this.#weigh(key, part, this.#told.get(weightsOf(key)) ?? 0),
        ...listOf(part['annotations'])
          .slice(this.#told.get(citationsOf(key)) ?? 0)
          .flatMap((annotation) => this.#cite(key, annotation)),
      ];
    }
    if (this.#told.has(key)) return NOTHING;
    this.#told.set(key, 0);
    this.#order.last = 'part';
    return [{ type: 'part', answer: 0, part: { type: 'unknown', value: part } }];
  }

  #finishReasoning(item: JsonObject): Said {
    const parts = (name: 'summary' | 'content') =>
      listOf(item[name]).flatMap((part, i) =>
        isJsonObject(part) ? this.#tell('reasoning', keyOf(name, i), part['text']) : [],
      );
    const told = [...parts('summary'), ...parts('content')];
    return [...told, ...sealEvents(item, this.#thought, this.#order)];
  }

  /** What of a part was not told piece by piece. */
  #tell(type: 'text' | 'refusal' | 'reasoning', key: string, text: unknown): Said {
    return this.#told.has(key) ? NOTHING : this.#say(type, key, textOf(text));
  }

  #say(type: 'text' | 'refusal' | 'reasoning', key: string, piece: string): Said {
    if (piece === '') return NOTHING;
    if (this.#told.has(key)) return [{ type, answer: 0, content: piece }];
    this.#told.set(key, 0);
    // A summary of several parts is one reasoning.
    const goesOn = type === 'reasoning' && this.#thought;
    const begins = !goesOn && this.#order.last === type ? { begins: true as const } : {};
    this.#order.last = type;
    this.#thought ||= type === 'reasoning';
    return [{ type, answer: 0, content: goesOn ? BETWEEN_SUMMARIES + piece : piece, ...begins }];
  }

  /** How likely the tokens of a text are, or of a piece of it; `known`: of how many that has been told. */
  #weigh(key: string, text: JsonObject, known: number): Said {
    const logprobs = readLogprobs(text['logprobs']).slice(known);
    if (logprobs.length === 0) return NOTHING;
    const weights = weightsOf(key);
    this.#told.set(weights, (this.#told.get(weights) ?? 0) + logprobs.length);
    return [{ type: 'logprobs', answer: 0, logprobs }];
  }

  #cite(key: string, annotation: unknown): Said {
    const citations = citationsOf(key);
    this.#told.set(citations, (this.#told.get(citations) ?? 0) + 1);
    return readAnnotation(annotation).map((citation) => ({
      type: 'citation',
      answer: 0,
      citation,
    }));
  }
}

function keyOf(kind: 'content' | 'summary', index: unknown): string {
  return `${kind} ${typeof index === 'number' ? index : 0}`;
}

function citationsOf(key: string): string {
  return `citations of ${key}`;
}

function weightsOf(key: string): string {
  return `logprobs of ${key}`;
}

/** What a tool of the provider's own did: an image, or the item as it was. */
function partOf(item: JsonObject): Extract<ConversationEvent, { type: 'part' }>['part'] {
  const data = item['type'] === 'image_generation_call' ? textOrNull(item['result']) : null;
  if (data === null) return unknownItem(item);
  const media_type = `image/${textOrNull(item['output_format']) ?? 'png'}`;
  return { type: 'image', source: { kind: 'inline', media_type, data } };
}
