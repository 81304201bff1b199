import type { JsonObject } from '../../../lib/json-object.ts';
import type { ConversationEvent } from '../../conversation/events.ts';
import { listOf, parseBytes, textOf, textOrNull } from '../../json.ts';
import { unknownPart } from './own-blocks.ts';
import { readCitation } from './read-citations.ts';
import { unpacked } from './seals.ts';

type CallPiece = Extract<ConversationEvent, { type: 'tool_call' }>;

/** Reads one block of a stream's message, from its start to its stop. */
export class BlockDecoder {
  #block: JsonObject;
  readonly #type: string;
  /** The place that it has among calls, where it is one. */
  readonly #call: number;
  /** Of a call, as the block before it told. */
  readonly #seal: string | undefined;
  /** A seal on the block that comes next. */
  sealsNext: string | undefined;
  #text = '';
  #begun = false;
  #citations: unknown[] = [];
  #input = '';

  constructor(block: JsonObject, call: number, seal: string | undefined) {
    this.#block = block;
    this.#type = textOf(block['type']);
    this.#call = call;
    this.#seal = seal;
  }

  get isCall(): boolean {
    return this.#type === 'tool_use';
  }

  start(): ConversationEvent[] {
    switch (this.#type) {
      case 'text':
        this.#citations.push(...listOf(this.#block['citations']));
        return this.#say(textOf(this.#block['text']));
      case 'thinking':
        return [
          ...this.#say(textOf(this.#block['thinking'])),
          ...this.#sealed(textOf(this.#block['signature'])),
        ];
      case 'redacted_thinking': {
        const encrypted = textOf(this.#block['data']);
        return [{ type: 'signature', answer: 0, signature: null, encrypted, begins: true }];
      }
      case 'tool_use': {
        const [id, name] = [textOrNull(this.#block['id']), textOf(this.#block['name'])];
        const piece = this.#piece('', id, name);
        return [this.#seal === undefined ? piece : { ...piece, signature: this.#seal }];
      }
      default:
        return [];
    }
  }

  delta(delta: JsonObject): ConversationEvent[] {
    switch (delta['type']) {
      case 'text_delta':
        return this.#say(textOf(delta['text']));
      case 'thinking_delta':
        return this.#say(textOf(delta['thinking']));
      case 'signature_delta':
        return this.#sealed(textOf(delta['signature']));
      case 'citations_delta':
        this.#citations.push(delta['citation']);
        return [];
      case 'input_json_delta': {
        const piece = textOf(delta['partial_json']);
        this.#input += piece;
        return this.isCall && piece !== '' ? [this.#piece(piece)] : [];
      }
      default:
        this.#addUnknown(delta);
        return [];
    }
  }

  stop(): ConversationEvent[] {
    switch (this.#type) {
      case 'text':
        return this.#citations.flatMap((one) =>
          readCitation(one, this.#text).map((citation) => ({
            type: 'citation' as const,
            answer: 0,
            citation,
          })),
        );
      case 'tool_use':
        // A call without arguments has no piece of them, and some servers give them with its start.
        return this.#input === '' ? [this.#piece(JSON.stringify(this.#block['input'] ?? {}))] : [];
      case 'thinking':
      case 'redacted_thinking':
        return [];
      default:
        return [{ type: 'part', answer: 0, part: unknownPart(this.#whole()) }];
    }
  }

  #say(content: string): ConversationEvent[] {
    if (content === '') return [];
    const type = this.#type === 'text' ? ('text' as const) : ('reasoning' as const);
    const begins = this.#begun ? {} : { begins: true as const };
    this.#begun = true;
    if (type === 'text') this.#text += content;
    return [{ type, answer: 0, content, ...begins }];
  }

  #piece(input: string, id: string | null = null, name = ''): CallPiece {
    const call = this.#call;
    return { type: 'tool_call', answer: 0, call, kind: 'function', id, name, arguments: input };
  }

  #sealed(signature: string): ConversationEvent[] {
    if (signature === '') return [];
    const seal = unpacked(signature) ?? { signature };
    const { next, previous, ...own } = seal;
    this.sealsNext = next;
    if (previous !== undefined) return [{ type: 'text_signature', answer: 0, signature: previous }];
    if (next !== undefined) return [];
    const begins = this.#begun ? {} : { begins: true as const };
    return [{ type: 'signature', answer: 0, ...own, signature: own.signature ?? null, ...begins }];
  }

  /** Pieces of what is not known go on with the members that they are named after. */
  #addUnknown({ type: _, ...delta }: JsonObject): void {
    for (const [name, piece] of Object.entries(delta)) {
      const before = this.#block[name];
      const whole = typeof piece === 'string' ? textOf(before) + piece : piece;
      this.#block = { ...this.#block, [name]: whole };
    }
  }

  /** A block that was not known, as it would have come in one piece. */
  #whole(): JsonObject {
    const input = this.#input === '' ? undefined : parseBytes(Buffer.from(this.#input));
    return input === undefined ? this.#block : { ...this.#block, input };
  }
}
