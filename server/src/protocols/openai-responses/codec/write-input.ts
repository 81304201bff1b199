import type { JsonObject } from '../../../lib/json-object.ts';
import { withCallIds } from '../../conversation/call-ids.ts';
import type { Message, Part } from '../../conversation/conversation.ts';
import type { UnsupportedFeatures } from '../../unsupported-features.ts';
import { isContentPart } from './read-content.ts';
import { writeContent, writeSaid } from './write-content.ts';

type Of<T extends Part['type']> = Extract<Part, { type: T }>;

/** The items that messages come to: each call, each result and each reasoning is one by itself. */
export function writeInput(
  messages: readonly Message[],
  unsupported: UnsupportedFeatures,
): JsonObject[] {
  const named = withCallIds(messages);
  const writer = new InputWriter(customCalls(named), unsupported);
  for (const message of named) writer.write(message);
  return writer.items;
}

/** Ids of calls whose results are of another type. */
function customCalls(messages: readonly Message[]): ReadonlySet<string | null> {
  const calls = messages.flatMap(({ parts }) => parts.filter((part) => part.type === 'tool_call'));
  return new Set(calls.filter(({ kind }) => kind === 'custom').map(({ id }) => id));
}

class InputWriter {
  readonly items: JsonObject[] = [];
  readonly #customCalls: ReadonlySet<string | null>;
  readonly #unsupported: UnsupportedFeatures;

  constructor(custom: ReadonlySet<string | null>, unsupported: UnsupportedFeatures) {
    this.#customCalls = custom;
    this.#unsupported = unsupported;
  }

  write({ role, name, parts }: Message): void {
    if (name !== null) this.#unsupported.addHint('name of a message');
    let said: Part[] = [];
    for (const part of parts) {
      const item = this.#itemOf(part, role);
      if (item === 'said') said.push(part);
      else {
        this.#say(role, said);
        said = [];
        if (item !== null) this.items.push(item);
      }
    }
    if (parts.length === 0) this.items.push({ type: 'message', role, content: '' });
    this.#say(role, said);
  }

  /** `said`: it goes into a message. Null: it cannot be said. */
  #itemOf(part: Part, role: string): JsonObject | 'said' | null {
    switch (part.type) {
      case 'tool_call':
        return this.#call(part);
      case 'tool_result':
        return this.#result(part);
      case 'reasoning':
        return this.#reasoning(part);
      case 'image':
        return role === 'assistant' ? this.#image(part) : 'said';
      default:
        return 'said';
    }
  }

  #call(part: Of<'tool_call'>): JsonObject {
    if (part.cache !== undefined) this.#unsupported.addHint('cache_control');
    if (part.signature !== undefined) this.#unsupported.addHint('signed tool calls');
    const called = { call_id: part.id, name: part.name };
    return part.kind === 'custom'
      ? { type: 'custom_tool_call', ...called, input: part.arguments }
      : { type: 'function_call', ...called, arguments: part.arguments };
  }

  #result(part: Of<'tool_result'>): JsonObject {
    if (part.cache !== undefined) this.#unsupported.addHint('cache_control');
    // What failed, and how, its content says.
    if (part.failed === true) this.#unsupported.addHint('is_error of a tool result');
    const custom = this.#customCalls.has(part.id);
    const type = custom ? 'custom_tool_call_output' : 'function_call_output';
    return { type, call_id: part.id, output: this.#output(part) };
  }

  #output({ content }: Of<'tool_result'>): string | JsonObject[] {
    const [only] = content;
    if (only === undefined) return '';
    const plain = content.length === 1 && only.type === 'text';
    const written = writeContent(content, 'tool result with ', this.#unsupported);
    return plain ? only.content : written;
  }

  /** OpenAI takes back its own reasoning alone, which it encrypted. */
  #reasoning({ id, content, encrypted, signature }: Of<'reasoning'>): JsonObject | null {
    if (encrypted === undefined || id === undefined || signature !== null) {
      this.#unsupported.addHint('reasoning that OpenAI did not encrypt');
      return null;
    }
    const summary = content === '' ? [] : [{ type: 'summary_text', text: content }];
    return { type: 'reasoning', id, summary, encrypted_content: encrypted };
  }

  #image({ source }: Of<'image'>): JsonObject | null {
    if (source.kind === 'inline') {
      const id = `ig_${this.items.length}`;
      return { type: 'image_generation_call', id, status: 'completed', result: source.data };
    }
    this.#unsupported.add('an answer of before with an image by its address');
    return null;
  }

  #say(role: string, said: readonly Part[]): void {
    const content = said.flatMap((part) => {
      if (part.type === 'refusal' || (part.type === 'text' && role === 'assistant')) {
        return [writeSaid(part, this.#unsupported)];
      }
      const where = role === 'assistant' ? 'an answer of before with ' : '';
      return isContentPart(part) ? writeContent([part], where, this.#unsupported) : [];
    });
    if (content.length > 0) this.items.push({ type: 'message', role, content });
  }
}
