import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { ConversationEvent } from '../../conversation/events.ts';
import type { Usage } from '../../conversation/usage.ts';
import { listOf, parseBytes, textOf, textOrNull } from '../../json.ts';
import { EventStreamDecoder } from '../../sse/event-stream-decoder.ts';
import type { SseEvent } from '../../sse/sse-event.ts';
import { readError } from '../../upstream-error.ts';
import { mergeCounts, readCounts, usageWithin, withWhole } from '../read-usage.ts';
import { isTerminal } from '../terminal-event.ts';
import { CallIndexes } from './call-indexes.ts';
import { readLogprobs } from './logprobs.ts';
import { stopReasonOf, stopSequenceOf } from './read-body.ts';
import { readCall, sealOfCall } from './read-calls.ts';
import { readCitations } from './read-citations.ts';
import { readContent } from './read-content.ts';
import { readImages } from './read-message.ts';
import { ReasoningDecoder } from './reasoning-decoder.ts';

/** A place that a provider names; nonsense must not make a list of millions. */
const MOST_ANSWERS = 1024;

/** Where the pieces of one answer belong. */
interface Progress {
  readonly calls: CallIndexes;
  readonly reasoning: ReasoningDecoder;
}

/** Reads a stream of chat chunks as events of the normal form, however it is cut. Never throws. */
export class ChatStreamDecoder extends EventStreamDecoder {
  readonly #answers = new Map<number, Progress>();
  #usage: Usage | null = null;
  #done = false;

  /** The usage, which stands in any of the chunks. */
  protected override readEnd(into: ConversationEvent[]): void {
    const usage = withWhole(this.#usage);
    if (usage !== null) into.push({ type: 'usage', usage });
  }

  protected override read({ bytes, start, end, name }: SseEvent, into: ConversationEvent[]): void {
    if (start === end) return;
    if (isTerminal(bytes, start, end)) {
      this.#done = true;
      return;
    }
    const chunk = parseBytes(bytes, start, end);
    if (isJsonObject(chunk)) this.#readChunk(chunk, into);
    const failed = isJsonObject(chunk) ? readError(chunk['error']) : null;
    if (failed !== null || (name === 'error' && !this.#done)) {
      const told = isJsonObject(chunk) ? textOrNull(chunk['message']) : null;
      const message = failed?.message ?? told ?? bytes.toString('utf8', start, end);
      const code = failed?.code ?? null;
      into.push({ type: 'error', message, ...(code === null ? {} : { code }) });
    }
  }

  #readChunk(chunk: JsonObject, into: ConversationEvent[]): void {
    const choices = listOf(chunk['choices']);
    if (chunk['usage'] !== undefined) this.#add(readCounts(chunk['usage']));
    if (chunk['x_groq'] !== undefined) this.#add(usageWithin(chunk['x_groq']));
    this.#add(usageWithin(choices[0]));
    // What follows the terminal event is seen by no client.
    if (this.#done) return;
    for (const choice of choices) if (isJsonObject(choice)) this.#readChoice(choice, into);
  }

  #add(usage: Usage | null): void {
    if (usage !== null) this.#usage = mergeCounts(this.#usage, usage);
  }

  #readChoice(choice: JsonObject, into: ConversationEvent[]): void {
    const answer = placeOf(choice['index'], MOST_ANSWERS) ?? 0;
    const delta = choice['delta'];
    if (isJsonObject(delta)) this.#readDelta(delta, answer, into);
    const reason = stopReasonOf(choice);
    const logprobs = readLogprobs(choice);
    if (logprobs !== undefined) into.push({ type: 'logprobs', answer, logprobs });
    if (reason === null) return;
    const { stop_sequence: sequence } = stopSequenceOf(choice);
    into.push({ type: 'stop', answer, reason, ...(sequence === undefined ? {} : { sequence }) });
  }

  #readDelta(delta: JsonObject, answer: number, into: ConversationEvent[]): void {
    const { reasoning } = this.#progress(answer);
    into.push(...reasoning.read(delta));
    for (const part of readContent(delta['content'])) {
      if (part.type === 'text' || part.type === 'reasoning' || part.type === 'refusal') {
        into.push({ type: part.type, answer, content: part.content });
        if (part.type !== 'reasoning' || part.signature === null) continue;
        into.push({ type: 'signature', answer, signature: part.signature });
      } else if (part.type !== 'tool_call' && part.type !== 'tool_result') {
        into.push({ type: 'part', answer, part });
      }
    }
    for (const citation of readCitations(delta)) into.push({ type: 'citation', answer, citation });
    for (const part of readImages(delta)) into.push({ type: 'part', answer, part });
    const refusal = textOf(delta['refusal']);
    if (refusal !== '') into.push({ type: 'refusal', answer, content: refusal });
    const audio = delta['audio'];
    if (isJsonObject(audio)) {
      const [id, data] = [textOrNull(audio['id']), textOf(audio['data'])];
      into.push({ type: 'audio', answer, id, data, transcript: textOf(audio['transcript']) });
    }
    for (const call of listOf(delta['tool_calls'])) {
      if (isJsonObject(call)) into.push(this.#readCall(call, placeOf(call['index']), answer));
    }
    const old = delta['function_call'];
    // There is one only, and it has neither number nor id.
    if (isJsonObject(old)) into.push(this.#readCall({ function: old }, -1, answer));
  }

  #readCall(piece: JsonObject, index: number | null, answer: number): ConversationEvent {
    const { calls } = this.#progress(answer);
    const { kind, name, input } = readCall(piece);
    const id = textOrNull(piece['id']);
    const placed = calls.place(index, id, name);
    return {
      type: 'tool_call',
      answer,
      call: placed.call,
      kind,
      id,
      name: placed.name,
      arguments: input,
      ...sealOfCall(piece),
    };
  }

  #progress(answer: number): Progress {
    const known = this.#answers.get(answer);
    if (known !== undefined) return known;
    const begun = { calls: new CallIndexes(), reasoning: new ReasoningDecoder(answer) };
    this.#answers.set(answer, begun);
    return begun;
  }
}

function placeOf(value: unknown, most = Number.MAX_SAFE_INTEGER): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value < most
    ? value
    : null;
}
