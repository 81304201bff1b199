import type { JsonObject } from '../../../lib/json-object.ts';
import type { ContentPart, Message, Part } from '../../conversation/conversation.ts';
import type { UnsupportedFeatures } from '../../unsupported-features.ts';
import { type ModelTraits, traitsOf } from './model-traits.ts';
import { NO_SIGNATURE } from './seal.ts';
import { writeAnyCall, writeContent } from './write-part.ts';
import { writeResult } from './write-result.ts';

interface Content {
  readonly role: 'user' | 'model';
  /** It holds what tools answered, which Google wants by itself. */
  readonly results: boolean;
  readonly parts: JsonObject[];
}

export interface WrittenContents {
  readonly contents: readonly JsonObject[];
  readonly systemInstruction?: JsonObject;
}

/** Messages as contents of two roles; what the model is told beforehand stands by itself. */
export function writeContents(
  messages: readonly Message[],
  model: string,
  unsupported: UnsupportedFeatures,
): WrittenContents {
  const writer = new ContentsWriter(model, unsupported);
  for (const message of messages) writer.add(message);
  return writer.written();
}

class ContentsWriter {
  readonly #unsupported: UnsupportedFeatures;
  readonly #traits: ModelTraits;
  readonly #system: JsonObject[] = [];
  readonly #contents: Content[] = [];
  /** Functions by the ids of calls. */
  readonly #called = new Map<string, string>();

  constructor(model: string, unsupported: UnsupportedFeatures) {
    this.#unsupported = unsupported;
    this.#traits = traitsOf(model);
  }

  add(message: Message): void {
    if (message.name !== null && message.role !== 'tool') {
      this.#unsupported.addHint('name of a message');
    }
    if (message.role === 'system' || message.role === 'developer') this.#addSystem(message);
    else if (message.role === 'assistant') this.#addAnswer(message.parts);
    else for (const part of message.parts) this.#addAsked(part, message.name);
  }

  written(): WrittenContents {
    const contents = this.#contents
      .filter(({ parts }) => parts.length > 0)
      .map(({ role, parts }) => ({ role, parts }));
    if (this.#system.length === 0) return { contents };
    // There has to be something to answer.
    if (contents.length === 0) return { contents: [{ role: 'user', parts: this.#system }] };
    return { contents, systemInstruction: { parts: this.#system } };
  }

  #addSystem({ parts }: Message): void {
    for (const part of parts) {
      if (part.type === 'text') this.#system.push(...this.#contentOf(part));
      else this.#unsupported.add(`${part.type} in a system message`);
    }
  }

  #addAsked(part: Part, name: string | null): void {
    if (part.type === 'tool_result') {
      const called = part.id === null ? undefined : this.#called.get(part.id);
      const of = called ?? name ?? part.id ?? 'function';
      const written = writeResult(part, of, this.#traits.mediaInside, this.#unsupported);
      this.#open('user', true).push(...written);
      return;
    }
    this.#open('user', false).push(...this.#partOf(part));
  }

  /**
   * A signature stands on the part that was said with the thought, so one that came with the reasoning of another protocol goes
   * to the text or the call behind it.
   */
  #addAnswer(parts: readonly Part[]): void {
    const written: JsonObject[] = [];
    let carried: string | null = null;
    for (const part of parts) {
      if (part.type === 'reasoning') {
        carried = part.signature ?? part.encrypted ?? carried;
        if (part.content !== '') written.push({ text: part.content, thought: true });
        continue;
      }
      const takes = part.type === 'tool_call' || part.type === 'text';
      const signed = takes && carried !== null && part.signature === undefined;
      written.push(...this.#partOf(signed ? { ...part, signature: carried ?? undefined } : part));
      if (signed) carried = null;
    }
    if (carried !== null) written.push({ text: '', thoughtSignature: carried });
    this.#open('model', false).push(
      ...(this.#traits.wantsSignatures ? withSignature(written) : written),
    );
  }

  #partOf(part: Part): JsonObject[] {
    switch (part.type) {
      case 'tool_call': {
        if (part.cache !== undefined) this.#unsupported.addHint('cache_control');
        if (part.id !== null) this.#called.set(part.id, part.name);
        return [{ ...writeAnyCall(part), ...signed(part.signature) }];
      }
      case 'refusal':
        return part.content === '' ? [] : [{ text: part.content }];
      case 'reasoning':
      case 'tool_result':
        this.#unsupported.add(`${part.type} in a message of another role`);
        return [];
      default:
        return this.#contentOf(part);
    }
  }

  #contentOf(part: ContentPart): JsonObject[] {
    if ('cache' in part && part.cache !== undefined) this.#unsupported.addHint('cache_control');
    if (part.type === 'text') {
      if (part.citations !== undefined) this.#unsupported.addHint('citations of a text');
      // Google refuses a text in which there is nothing.
      if (part.content === '' && part.signature === undefined) return [];
    }
    if (part.type === 'document' && part.name !== null) {
      this.#unsupported.addHint('name of a document');
    }
    // Older models are told it once for all media.
    const alike = part.type === 'image' && !this.#traits.mediaInside;
    const written = writeContent(alike ? { ...part, detail: undefined } : part);
    if (typeof written !== 'string') {
      return [part.type === 'text' ? { ...written, ...signed(part.signature) } : written];
    }
    this.#unsupported.add(written);
    return [];
  }

  /** The parts of the content in progress, where it is of that kind, else of a new one. */
  #open(role: Content['role'], results: boolean): JsonObject[] {
    const last = this.#contents.at(-1);
    if (last?.role === role && last.results === results) return last.parts;
    const parts: JsonObject[] = [];
    this.#contents.push({ role, results, parts });
    return parts;
  }
}

function signed(signature: string | undefined): JsonObject {
  return signature === undefined ? {} : { thoughtSignature: signature };
}

function withSignature(parts: readonly JsonObject[]): readonly JsonObject[] {
  const first = parts.findIndex((part) => 'functionCall' in part);
  return parts.map((part, i) =>
    i === first && !('thoughtSignature' in part)
      ? { ...part, thoughtSignature: NO_SIGNATURE }
      : part,
  );
}
