import type { Part } from '../../conversation/conversation.ts';

type Call = Extract<Part, { type: 'tool_call' }>;
type Result = Extract<Part, { type: 'tool_result' }>;

/**
 * Gives an id to each call that has none, and to each result that of its call: Google finds them by the function's name, and
 * by their order where it was called more than once.
 */
export class CallMatcher {
  readonly #taken: ReadonlySet<string>;
  readonly #waiting: { readonly id: string; readonly name: string }[] = [];
  #count = 0;

  /** `taken`: the ids that stand in the conversation. */
  constructor(taken: ReadonlySet<string>) {
    this.#taken = taken;
  }

  call(call: Call): Call {
    const id = call.id ?? this.#nextId();
    this.#waiting.push({ id, name: call.name });
    return { ...call, id };
  }

  result(result: Result, name: string): Result {
    const waiting = this.#waiting;
    const named = waiting.findIndex((call) =>
      result.id === null ? call.name === name : call.id === result.id,
    );
    const [call] = named === -1 ? [] : waiting.splice(named, 1);
    return { ...result, id: call?.id ?? result.id ?? this.#nextId() };
  }

  #nextId(): string {
    let id = `call_${this.#count++}`;
    while (this.#taken.has(id)) id = `call_${this.#count++}`;
    return id;
  }
}
