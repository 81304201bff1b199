import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { ContentPart } from '../../conversation/conversation.ts';
import type { ConversationEvent } from '../../conversation/events.ts';
import { CallItem } from './call-item.ts';
import { MessageItem } from './message-item.ts';
import type { Emit, ItemPlace, OutputItem } from './output-item.ts';
import { ReasoningItem } from './reasoning-item.ts';
import type { ReplyIds } from './reply-ids.ts';
import { withoutUndefined } from './without-undefined.ts';

type Of<T extends ConversationEvent['type']> = Extract<ConversationEvent, { type: T }>;
/** What is said in an answer, of which a response has one. */
export type SaidEvent = Exclude<ConversationEvent, { type: 'stop' | 'usage' | 'error' }>;

/**
 * Makes the items of an answer of what is said, and says the events of each. A message or a reasoning ends where something else
 * begins; a call when its arguments are whole, or with the answer, since pieces of several may take turns.
 */
export class AnswerWriter {
  readonly #ids: ReplyIds;
  readonly #emit: Emit;
  readonly #items: OutputItem[] = [];
  readonly #calls = new Map<number, CallItem>();
  readonly #callSeals = new Map<number, string>();
  #open: MessageItem | ReasoningItem | null = null;
  #lastText: MessageItem | null = null;

  constructor(ids: ReplyIds, emit: Emit) {
    this.#ids = ids;
    this.#emit = emit;
  }

  get output(): JsonObject[] {
    return this.#items.map(({ value }) => value);
  }

  take(event: SaidEvent): void {
    switch (event.type) {
      case 'text':
        this.#text().say('text', event.content, event.begins === true);
        break;
      case 'refusal':
        this.#message().say('refusal', event.content, event.begins === true);
        break;
      case 'citation':
        this.#text().cite(event.citation);
        break;
      case 'logprobs':
        this.#lastText?.weigh(event.logprobs);
        break;
      case 'text_signature':
        this.#addSeal({ text: event.signature });
        break;
      case 'reasoning':
        this.#reasoning(event.begins === true).think(event.content);
        break;
      case 'signature':
        this.#seal(event);
        break;
      case 'tool_call':
        this.#call(event);
        break;
      case 'audio':
        this.#sound(event);
        break;
      case 'part':
        this.#part(event.part);
        break;
    }
  }

  /** Ends what is open; the last of it was cut off where the answer was. */
  end(cutOff: boolean): void {
    const last = this.#items.length - 1;
    const open = this.#items.filter((item) => item === this.#open || this.#isOpenCall(item));
    for (const item of open) {
      item.close(cutOff && item === this.#items[last] ? 'incomplete' : 'completed');
    }
    this.#open = null;
    if (this.#callSeals.size > 0) {
      const seals = [...this.#callSeals].map(([call, seal]) => [this.#calls.get(call)?.id, seal]);
      this.#callSeals.clear();
      this.#addSeal({ calls: Object.fromEntries(seals) });
    }
  }

  #isOpenCall(item: OutputItem): boolean {
    return item instanceof CallItem && !item.closed;
  }

  /** Something else begins. */
  #closeOpen(): void {
    this.#open?.close('completed');
    this.#open = null;
    for (const call of this.#calls.values()) if (call.complete) call.close('completed');
  }

  #place(kind: string): ItemPlace {
    const place = this.#items.length;
    return { item_id: this.#ids.item(kind, place), output_index: place };
  }

  #message(): MessageItem {
    if (this.#open instanceof MessageItem) return this.#open;
    this.#closeOpen();
    const message = new MessageItem(this.#place('msg'), this.#emit);
    this.#items.push(message);
    this.#open = message;
    return message;
  }

  #text(): MessageItem {
    this.#lastText = this.#message();
    return this.#lastText;
  }

  #reasoning(begins: boolean): ReasoningItem {
    if (this.#open instanceof ReasoningItem && !begins) return this.#open;
    this.#closeOpen();
    const reasoning = new ReasoningItem(this.#place('rs'), this.#emit);
    this.#items.push(reasoning);
    this.#open = reasoning;
    return reasoning;
  }

  /** Ends a reasoning. */
  #seal({ signature, id, encrypted, begins }: Of<'signature'>): void {
    const reasoning = this.#reasoning(begins === true);
    const sealed = withoutUndefined({ signature: signature ?? undefined, id, encrypted });
    if (Object.keys(sealed).length > 0) reasoning.seal(sealed);
    this.#closeOpen();
  }

  /** An item that is nothing else. */
  #addSeal(sealed: Parameters<ReasoningItem['seal']>[0]): void {
    this.#reasoning(true).seal(sealed);
    this.#closeOpen();
  }

  #call({ call, kind, id, name, arguments: piece, signature }: Of<'tool_call'>): void {
    if (signature !== undefined) this.#callSeals.set(call, signature);
    let item = this.#calls.get(call);
    if (item === undefined) {
      this.#closeOpen();
      const place = this.#place(kind === 'custom' ? 'ctc' : 'fc');
      const call_id = id ?? this.#ids.call(place.output_index);
      item = new CallItem({ kind, ...place, call_id }, name, this.#emit);
      this.#items.push(item);
      this.#calls.set(call, item);
      item.go('', piece);
    } else if (!item.closed) {
      item.go(name, piece);
    }
  }

  /** Responses have no sound: what can be read of it is said. */
  #sound({ transcript, begins }: Of<'audio'>): void {
    if (transcript !== '') this.#text().say('text', transcript, begins === true);
  }

  #part(part: ContentPart): void {
    if (part.type === 'text') {
      this.#text().say('text', part.content, true);
      return;
    }
    const kind = part.type === 'image' ? 'ig' : 'item';
    const value = itemOf(part, this.#place(kind).item_id);
    if (value === null) return;
    this.#closeOpen();
    const { output_index } = this.#place(kind);
    this.#items.push({ value, close: () => {} });
    this.#emit('response.output_item.added', { output_index, item: value });
    this.#emit('response.output_item.done', { output_index, item: value });
  }
}

/** What is no message: an image, or an item of a tool of the provider's own. Null: it cannot be said. */
function itemOf(part: ContentPart, id: string): JsonObject | null {
  if (part.type === 'image' && part.source.kind === 'inline') {
    return { id, type: 'image_generation_call', status: 'completed', result: part.source.data };
  }
  if (part.type !== 'unknown' || !isJsonObject(part.value)) return null;
  return typeof part.value['type'] === 'string' ? { id, ...part.value } : null;
}
