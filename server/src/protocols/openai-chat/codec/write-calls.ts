import type { JsonObject } from '../../../lib/json-object.ts';
import type { Part } from '../../conversation/conversation.ts';

type Call = Pick<Extract<Part, { type: 'tool_call' }>, 'kind' | 'name' | 'arguments'>;

export function writeCall({ kind, name, arguments: input }: Call, id: string): JsonObject {
  return { id, type: kind, ...writeCalled({ kind, name, arguments: input }) };
}

/** What is called, and with what; of a piece that says no name, the input alone. */
export function writeCalled({ kind, name, arguments: input }: Call): JsonObject {
  const named = name === '' ? {} : { name };
  return kind === 'custom'
    ? { custom: { ...named, input } }
    : { function: { ...named, arguments: input } };
}

/** See `sealOfCall`. */
export function writeSeal(signature: string | undefined): JsonObject {
  return signature === undefined
    ? {}
    : { extra_content: { google: { thought_signature: signature } } };
}
