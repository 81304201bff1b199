import type { JsonObject } from '../../../lib/json-object.ts';
import type { ReplyHead } from '../../codec.ts';
import type { Part, Reply } from '../../conversation/conversation.ts';
import { idOf, messageOf } from './message.ts';
import { CALLER, otherBlock, redactedOf, sealBlock, signatureOf } from './reply-blocks.ts';
import { writeStopReason } from './stop-reasons.ts';
import { inputOf } from './tool-input.ts';
import { writeCitation } from './write-citations.ts';

/** Of several answers, the first: there can be one only. */
export function writeReply(reply: Reply, head: ReplyHead): Buffer {
  const [answer] = reply.answers;
  let calls = 0;
  const content = (answer?.parts ?? []).flatMap((part) =>
    blocksOf(part, () => idOf('toolu', head.id, calls++)),
  );
  const sequence = answer?.stop_sequence;
  const refused = answer?.parts.some(({ type }) => type === 'refusal') === true;
  const reason = writeStopReason(answer?.stop_reason ?? null, sequence, refused);
  return Buffer.from(
    JSON.stringify(messageOf(head, content, reply.usage, { reason, sequence: sequence ?? null })),
  );
}

function blocksOf(part: Part, nextId: () => string): JsonObject[] {
  switch (part.type) {
    case 'text': {
      const { content: text, citations, signature } = part;
      const seal = signature === undefined ? [] : [sealBlock('previous', signature)];
      // Where there are none, clients take neither null nor an empty list alike.
      const cited = citations === undefined ? {} : { citations: citations.map(writeCitation) };
      return [{ type: 'text', text, ...cited }, ...seal];
    }
    case 'refusal':
      return [{ type: 'text', text: part.content }];
    case 'reasoning': {
      const thinking = { type: 'thinking', thinking: part.content, signature: signatureOf(part) };
      return [redactedOf(part) ?? thinking];
    }
    case 'tool_call': {
      const { id, name, signature } = part;
      const seal = signature === undefined ? [] : [sealBlock('next', signature)];
      const called = { id: id ?? nextId(), caller: CALLER, name, input: inputOf(part) };
      return [...seal, { type: 'tool_use', ...called }];
    }
    default: {
      const block = otherBlock(part);
      return block === null ? [] : [block];
    }
  }
}
