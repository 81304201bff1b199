import type { JsonObject } from '../../../lib/json-object.ts';
import type { Emit, OutputItem } from './output-item.ts';

export interface BegunCall {
  readonly kind: 'function' | 'custom';
  readonly item_id: string;
  readonly output_index: number;
  readonly call_id: string;
}

const FORMS = {
  function: {
    type: 'function_call',
    input: 'arguments',
    event: 'response.function_call_arguments',
  },
  custom: { type: 'custom_tool_call', input: 'input', event: 'response.custom_tool_call_input' },
} as const;

/** A call of a tool of the caller's. */
export class CallItem implements OutputItem {
  readonly id: string;
  readonly #begun: BegunCall;
  readonly #emit: Emit;
  #name: string;
  #input = '';
  #status = 'in_progress';

  constructor(begun: BegunCall, name: string, emit: Emit) {
    this.id = begun.call_id;
    this.#begun = begun;
    this.#name = name;
    this.#emit = emit;
    this.#emit('response.output_item.added', this.#told());
  }

  get value(): JsonObject {
    const { kind, item_id, call_id } = this.#begun;
    const { type, input } = FORMS[kind];
    return {
      id: item_id,
      type,
      status: this.#status,
      call_id,
      name: this.#name,
      [input]: this.#input,
    };
  }

  /** Its arguments are an object that has come to its end: nothing of it can follow. */
  get complete(): boolean {
    if (this.#begun.kind === 'custom' || !this.#input.trimEnd().endsWith('}')) return false;
    try {
      return typeof JSON.parse(this.#input) === 'object';
    } catch {
      return false;
    }
  }

  get closed(): boolean {
    return this.#status !== 'in_progress';
  }

  /** More of its name, or of its arguments. */
  go(name: string, piece: string): void {
    this.#name += name;
    if (piece === '') return;
    this.#input += piece;
    this.#emit(`${FORMS[this.#begun.kind].event}.delta`, { ...this.#place(), delta: piece });
  }

  close(status: 'completed' | 'incomplete'): void {
    if (this.closed) return;
    const { input, event } = FORMS[this.#begun.kind];
    const named = this.#begun.kind === 'function' ? { name: this.#name } : {};
    this.#emit(`${event}.done`, { ...this.#place(), ...named, [input]: this.#input });
    this.#status = status;
    this.#emit('response.output_item.done', this.#told());
  }

  #place(): JsonObject {
    const { item_id, output_index } = this.#begun;
    return { item_id, output_index };
  }

  #told(): JsonObject {
    return { output_index: this.#begun.output_index, item: this.value };
  }
}
