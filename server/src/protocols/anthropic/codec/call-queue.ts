import type { ConversationEvent } from '../../conversation/events.ts';
import type { BlockWriter } from './block-writer.ts';
import { idOf } from './message.ts';
import { inputOf } from './tool-input.ts';

type Piece = Extract<ConversationEvent, { type: 'tool_call' }>;

/** Writes something else. */
type Say = () => void;

interface Call {
  readonly place: number;
  readonly kind: Piece['kind'];
  id: string | null;
  name: string;
  signature: string | undefined;
  input: string;
}

/**
 * Puts calls whose pieces take turns one behind the other. The first is written as it comes; whatever begins behind it, calls and
 * else, waits until its arguments are whole.
 */
export class CallQueue {
  readonly #blocks: BlockWriter;
  readonly #messageId: string;
  readonly #calls = new Map<number, Call>();
  /** In the order in which they began. */
  readonly #waiting: (Call | Say)[] = [];
  /** What was written last, where that is a call. */
  #open: Call | null = null;

  constructor(blocks: BlockWriter, messageId: string) {
    this.#blocks = blocks;
    this.#messageId = messageId;
  }

  get count(): number {
    return this.#calls.size;
  }

  take(piece: Piece): void {
    const call = this.#calls.get(piece.call) ?? this.#begin(piece);
    call.id ??= piece.id;
    call.name += piece.name;
    call.signature ??= piece.signature;
    call.input += piece.arguments;
    if (call === this.#open) this.#blocks.input(piece.arguments);
    this.#advance();
  }

  /** Says it where nothing that has begun is still to come, or else after that. */
  say(say: Say): void {
    this.#waiting.push(say);
    this.#advance();
  }

  /** All that waits, whole or not. */
  flush(): void {
    for (const next of this.#waiting.splice(0)) this.#write(next);
  }

  #begin({ call: place, kind }: Piece): Call {
    const call = { place, kind, id: null, name: '', signature: undefined, input: '' };
    this.#calls.set(place, call);
    this.#waiting.push(call);
    return call;
  }

  #advance(): void {
    while (this.#open === null || isWhole(this.#open.input)) {
      const [first] = this.#waiting;
      if (first === undefined || (typeof first !== 'function' && !mayBegin(first))) return;
      this.#waiting.shift();
      this.#write(first);
    }
  }

  #write(next: Call | Say): void {
    this.#open = null;
    if (typeof next === 'function') next();
    else this.#writeCall(next);
  }

  #writeCall(call: Call): void {
    const { place, name, signature } = call;
    if (signature !== undefined) this.#blocks.seal('next', signature);
    this.#blocks.call(call.id ?? idOf('toolu', this.#messageId, place), name);
    this.#blocks.input(
      call.kind === 'custom'
        ? JSON.stringify(inputOf({ ...call, arguments: call.input }))
        : call.input,
    );
    this.#open = call;
  }
}

/** A custom tool's text is no JSON before it is whole, and a name may come late. */
function mayBegin({ name, kind }: Call): boolean {
  return name !== '' && kind !== 'custom';
}

function isWhole(input: string): boolean {
  const last = input.trimEnd().at(-1);
  if (last !== '}' && last !== ']' && last !== '"') return false;
  try {
    JSON.parse(input);
    return true;
  } catch {
    return false;
  }
}
