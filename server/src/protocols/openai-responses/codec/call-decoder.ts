import type { JsonObject } from '../../../lib/json-object.ts';
import type { ConversationEvent } from '../../conversation/events.ts';
import { textOf, textOrNull } from '../../json.ts';
import type { AnswerOrder } from './answer-order.ts';

type Kind = 'function' | 'custom';

/** Reads one call of a tool: its beginning has its name, pieces of its arguments follow, and it comes again as a whole. */
export class CallDecoder {
  readonly #order: AnswerOrder;
  #place: number | null = null;
  #named = false;
  #argued = false;

  constructor(order: AnswerOrder) {
    this.#order = order;
  }

  /** An item that has begun; nothing where it is no call. */
  begin(item: JsonObject): ConversationEvent[] {
    const kind = kindOf(item);
    return kind === null || this.#place !== null ? [] : this.#begin(kind, item);
  }

  go(kind: Kind, piece: string): ConversationEvent[] {
    if (piece === '') return [];
    // Of a server that tells no beginnings; the call is named when it comes as a whole.
    if (this.#place === null) return this.#begin(kind, null, piece);
    return [this.#piece(kind, piece)];
  }

  /** All arguments at once, which is news where no pieces came. */
  tell(kind: Kind, whole: string): ConversationEvent[] {
    return this.#argued ? [] : this.go(kind, whole);
  }

  finish(item: JsonObject): ConversationEvent[] {
    const kind = kindOf(item) ?? 'function';
    if (this.#place === null) return this.#begin(kind, item);
    const told = this.tell(kind, inputOf(item));
    if (this.#named) return told;
    const named = { ...this.#piece(kind, ''), id: idOf(item), name: textOf(item['name']) };
    return [...told, named];
  }

  #begin(kind: Kind, item: JsonObject | null, input = inputOf(item ?? {})): ConversationEvent[] {
    const id = item === null ? null : idOf(item);
    this.#place = this.#order.beginCall(id);
    this.#named = item !== null;
    const name = textOf(item?.['name']);
    return [{ ...this.#piece(kind, input), id, name }];
  }

  #piece(kind: Kind, piece: string) {
    this.#argued ||= piece !== '';
    const call = this.#place ?? 0;
    return {
      type: 'tool_call' as const,
      answer: 0,
      call,
      kind,
      id: null as string | null,
      name: '',
      arguments: piece,
    };
  }
}

function kindOf({ type }: JsonObject): Kind | null {
  if (type === 'function_call') return 'function';
  return type === 'custom_tool_call' ? 'custom' : null;
}

function inputOf(item: JsonObject): string {
  return textOf(item['arguments']) || textOf(item['input']);
}

function idOf(item: JsonObject): string | null {
  return textOrNull(item['call_id']) ?? textOrNull(item['id']);
}
