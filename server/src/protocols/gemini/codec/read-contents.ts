import type { Message, Part } from '../../conversation/conversation.ts';
import { CallMatcher } from './call-matcher.ts';
import { joinTurns, type PlacedPart } from './join-turns.ts';
import { readPart } from './read-part.ts';
import type { GeminiMembers } from './spelling.ts';

export const ROLES: Readonly<Record<string, string>> = {
  user: 'user',
  function: 'user',
  model: 'assistant',
};

/** A content as messages. Results are messages by themselves, each of the role `tool`; what stands between them keeps its place. */
export function messagesOf(
  role: string,
  parts: readonly PlacedPart[],
  calls: CallMatcher,
): Message[] {
  const messages: Message[] = [];
  let open: Message | null = null;
  for (const { part, of } of parts) {
    if (part.type === 'tool_result') {
      messages.push({ role: 'tool', name: null, parts: [calls.result(part, of)] });
      open = null;
      continue;
    }
    if (open === null) {
      open = { role, name: null, parts: [] };
      messages.push(open);
    }
    open.parts.push(part.type === 'tool_call' ? calls.call(part) : part);
  }
  return messages;
}

/** Throws a `RequestFault` where a content is not what the protocol says; what no other protocol has goes to `others`. */
export function readContents(contents: readonly GeminiMembers[], others: string[]): Message[] {
  const read = joinTurns(
    contents.map((content) => ({ role: roleOf(content), parts: readParts(content, others) })),
  );
  const calls = new CallMatcher(idsOf(read.flatMap(({ parts }) => parts)));
  return read.flatMap(({ role, parts }) => messagesOf(role, parts, calls));
}

export function idsOf(parts: readonly PlacedPart[]): ReadonlySet<string> {
  return new Set(parts.flatMap(({ part }) => ('id' in part && part.id ? [part.id] : [])));
}

function roleOf(content: GeminiMembers): string {
  const role = ROLES[content.text('role') ?? 'user'];
  if (role === undefined) throw content.fault('role', 'is no role', 'Send "user" or "model".');
  return role;
}

/** The parts of a content, without those that no other protocol can say, which are named. */
export function readParts(content: GeminiMembers, others: string[]): PlacedPart[] {
  const placed = content.objects('parts').flatMap((members, i): PlacedPart[] => {
    const part = readPart(members, others);
    const of = functionOf(members);
    if (part.type === 'unknown') {
      others.push(...Object.keys(members.value).map((name) => content.at(`parts.${i}.${name}`)));
      return [];
    }
    return [{ part: part.type === 'tool_result' ? known(part, members.at(''), others) : part, of }];
  });
  others.push(...content.rest());
  return placed;
}

export function functionOf(part: GeminiMembers): string {
  return part.object('functionResponse')?.text('name') ?? '';
}

function known(
  result: Extract<Part, { type: 'tool_result' }>,
  at: string,
  others: string[],
): Extract<Part, { type: 'tool_result' }> {
  const content = result.content.filter(({ type }) => type !== 'unknown');
  if (content.length < result.content.length) others.push(`${at}functionResponse.parts`);
  return { ...result, content };
}
