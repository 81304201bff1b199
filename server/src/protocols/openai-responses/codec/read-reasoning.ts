import type { JsonObject } from '../../../lib/json-object.ts';
import type { Part } from '../../conversation/conversation.ts';
import type { ConversationEvent } from '../../conversation/events.ts';
import { textOrNull } from '../../json.ts';
import type { Members } from '../../members.ts';
import type { AnswerOrder } from './answer-order.ts';
import { readSeal } from './seal.ts';

type Reasoning = Extract<Part, { type: 'reasoning' }>;

/** Between the parts of a summary, which are paragraphs with headings of their own. */
export const BETWEEN_SUMMARIES = '\n\n';

/** Seals of a provider of another protocol: on the text before an item, and on calls behind it, by their ids. */
export interface Seals {
  readonly textSignature?: string;
  readonly callSignatures?: Readonly<Record<string, string>>;
}

/**
 * A reasoning item: its summary, or the text itself of models that show it, and what the provider encrypted; or the seals of a
 * provider of another protocol, which we put there.
 */
export function readReasoning(item: Members): Seals & { readonly parts: readonly Part[] } {
  const encrypted = item.text('encrypted_content') ?? '';
  const content = [...item.objects('summary'), ...item.objects('content')]
    .map((part) => part.text('text') ?? '')
    .filter((text) => text !== '')
    .join(BETWEEN_SUMMARIES);
  const sealed = readSeal(encrypted);
  if (sealed === null) {
    if (content === '' && encrypted === '') return { parts: [] };
    const own = encrypted === '' ? {} : ownSeal(encrypted, item.text('id') ?? null);
    return { parts: [{ type: 'reasoning', content, signature: null, ...own }] };
  }
  const { signature, text, calls, ...rest } = sealed;
  const sealsOthers = text !== undefined || calls !== undefined;
  const part: Reasoning = { type: 'reasoning', content, signature: signature ?? null, ...rest };
  return {
    parts: sealsOthers ? [] : [part],
    ...(text === undefined ? {} : { textSignature: text }),
    ...(calls === undefined ? {} : { callSignatures: calls }),
  };
}

/** The seals of a reasoning item of an answer; `thought`: its text has been told. */
export function sealEvents(
  item: JsonObject,
  thought: boolean,
  order: AnswerOrder,
): ConversationEvent[] {
  const encrypted = textOrNull(item['encrypted_content']);
  const sealed = encrypted === null ? null : readSeal(encrypted);
  if (sealed === null) {
    if (encrypted === null) return [];
    const own = ownSeal(encrypted, textOrNull(item['id']));
    return [sealEvent({ signature: null, ...own }, thought, order)];
  }
  const { signature, text, calls = {}, ...rest } = sealed;
  const of = text === undefined && sealed.calls === undefined;
  return [
    ...(of ? [sealEvent({ signature: signature ?? null, ...rest }, thought, order)] : []),
    ...(text === undefined
      ? []
      : [{ type: 'text_signature' as const, answer: 0, signature: text }]),
    ...Object.entries(calls).flatMap(([id, seal]) => callSeal(order.callOf(id), seal)),
  ];
}

/** By its id alone an item is found again only where responses are stored, so that the id says nothing without the content. */
function ownSeal(encrypted: string, id: string | null): { encrypted: string; id?: string } {
  return id === null ? { encrypted } : { id, encrypted };
}

type Seal = Pick<Reasoning, 'signature' | 'id' | 'encrypted'>;

function sealEvent(seal: Seal, thought: boolean, order: AnswerOrder): ConversationEvent {
  if (!thought) order.last = 'signature';
  return { type: 'signature', answer: 0, ...seal, ...(thought ? {} : { begins: true }) };
}

function callSeal(call: number | null, signature: string): ConversationEvent[] {
  if (call === null) return [];
  const piece = { kind: 'function', id: null, name: '', arguments: '' } as const;
  return [{ type: 'tool_call', answer: 0, call, ...piece, signature }];
}
