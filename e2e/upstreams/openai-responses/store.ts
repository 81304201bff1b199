import { Refusal } from '../check/refusal.ts';
import { newId } from '../ids.ts';
import { badRequest } from '../openai/refusals.ts';
import type { InputItem } from './input-item.ts';
import type { OutputItem } from './output-item.ts';

/** A response as it is kept; `body` is what a get answers, and changes while it works in the background. */
export interface Stored {
  body: Record<string, unknown>;
  readonly background: boolean;
  /** Everything that the model was given: the previous response's context and this one's input. */
  readonly context: readonly InputItem[];
  readonly input: readonly InputItem[];
  output: readonly OutputItem[];
  /** Of a stream in the background, to be read again from any of them on. */
  readonly events: { readonly number: number; readonly text: string }[];
  timer: NodeJS.Timeout | null;
}

/** What a Responses host keeps of what it answered, unless told not to. */
export class ResponseStore {
  readonly #stored = new Map<string, Stored>();

  keep(id: string, stored: Stored): void {
    this.#stored.set(id, stored);
  }

  get(id: string): Stored {
    const stored = this.#stored.get(id);
    if (stored === undefined) throw new Refusal(404, `Response with id '${id}' not found.`);
    return stored;
  }

  previous(id: string): Stored {
    const stored = this.#stored.get(id);
    if (stored !== undefined) return stored;
    throw badRequest(
      `Previous response with id '${id}' not found.`,
      'previous_response_id',
      'previous_response_not_found',
    );
  }

  delete(id: string): void {
    const { timer } = this.get(id);
    if (timer !== null) clearTimeout(timer);
    this.#stored.delete(id);
  }

  cancel(id: string): Stored {
    const stored = this.get(id);
    if (!stored.background) throw badRequest('Cannot cancel a synchronous response.');
    if (stored.timer !== null) {
      clearTimeout(stored.timer);
      stored.timer = null;
      stored.body = { ...stored.body, status: 'cancelled' };
    }
    return stored;
  }

  /** An item of any response by its id, as `item_reference` names it. */
  item(id: string): InputItem | undefined {
    for (const { output, input } of this.#stored.values()) {
      const found = [...output, ...input].find((item) => 'id' in item && item.id === id);
      if (found !== undefined) return found as InputItem;
    }
    return undefined;
  }
}

/** Items of an input as the store gives them back: each with an id, texts as parts. */
export function inputItemsWithIds(input: readonly InputItem[]): object[] {
  return input.map((item) => {
    if (!('role' in item)) return { id: newId('item_', 48), status: 'completed', ...item };
    const kind = item.role === 'assistant' ? 'output_text' : 'input_text';
    const content =
      typeof item.content === 'string' ? [{ type: kind, text: item.content }] : item.content;
    return { id: newId('msg_', 48), status: 'completed', ...item, type: 'message', content };
  });
}
