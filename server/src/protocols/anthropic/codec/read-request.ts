import type { Message, Part } from '../../conversation/conversation.ts';
import type { ModelRequest } from '../../conversation/model-request.ts';
import { Members } from '../../members.ts';
import type { ParsedRequest } from '../../parsed-request.ts';
import { cacheOf } from './cache-control.ts';
import { readMessages } from './read-messages.ts';
import { readSettings } from './read-settings.ts';
import { readTool } from './read-tools.ts';
import { parseBody } from './tool-input.ts';

export function readRequest(request: ParsedRequest): ModelRequest {
  const body = new Members(parseBody(request.document.bytes));
  const others: string[] = [];
  if (body.list('messages') === undefined) {
    throw body.fault('messages', 'is missing', 'Send a list of messages.');
  }
  const settings = readSettings(body, others);
  if (request.operation === 'chat' && settings.max_tokens === undefined) {
    throw body.fault('max_tokens', 'is missing', 'Send the most tokens of the answer.');
  }
  const messages = readMessages(body, { lenient: false, others });
  const tools = body.objects('tools').map((tool) => readTool(tool, others));
  const { cache } = cacheOf(body);
  body.skip('model', 'stream');
  if (body.value['speed'] === 'standard') body.skip('speed');
  others.push(...body.rest());
  return {
    messages: cache === undefined ? messages : withCacheAtEnd(messages, cache),
    tools,
    settings,
    others,
  };
}

/** A `cache_control` of the body itself is one of the last block that can have one. */
function withCacheAtEnd(messages: readonly Message[], cache: '5m' | '1h'): readonly Message[] {
  const last = messages.findLastIndex(({ parts }) => parts.some(isCacheable));
  return messages.map((message, i) => {
    if (i !== last) return message;
    const at = message.parts.findLastIndex(isCacheable);
    const parts = message.parts.map((part, j) =>
      j === at && isCacheable(part) ? { cache, ...part } : part,
    );
    return { ...message, parts };
  });
}

function isCacheable(
  part: Part,
): part is Extract<Part, { type: 'text' | 'image' | 'document' | 'tool_call' | 'tool_result' }> {
  return ['text', 'image', 'document', 'tool_call', 'tool_result'].includes(part.type);
}
