import type { Message, Part } from '../../conversation/conversation.ts';
import type { Members } from '../../members.ts';
import { type Reading, readContent } from './read-blocks.ts';

/** The system prompt, and the messages; results of tools, which stand in what the user says, are messages of their own. */
export function readMessages(body: Members, reading: Reading): Message[] {
  const system = readContent(body, 'system', reading);
  const messages = body.objects('messages').flatMap((message) => {
    const role = message.needed('role');
    const parts = readContent(message, 'content', reading);
    reading.others.push(...message.rest());
    return role === 'user' ? turnsOf(parts) : [{ role, name: null, parts }];
  });
  return system.length === 0
    ? messages
    : [{ role: 'system', name: null, parts: system }, ...messages];
}

function turnsOf(parts: readonly Part[]): Message[] {
  const results = parts.filter(({ type }) => type === 'tool_result');
  const said = parts.filter(({ type }) => type !== 'tool_result');
  return [
    ...results.map((result) => ({ role: 'tool', name: null, parts: [result] })),
    ...(said.length === 0 && results.length > 0 ? [] : [{ role: 'user', name: null, parts: said }]),
  ];
}
