import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { Message, Prompt, Tool } from '../../conversation/conversation.ts';
import { listOf, parseBytes, textOf } from '../../json.ts';
import { RequestFault } from '../../request-fault.ts';
import { CallMatcher } from './call-matcher.ts';
import { joinTurns, type PlacedPart } from './join-turns.ts';
import { partOf } from './read-candidate.ts';
import { messagesOf, ROLES } from './read-contents.ts';
import { readTools } from './read-tools.ts';
import { jsonSchemaOf } from './schema.ts';
import { camelNames, GeminiMembers } from './spelling.ts';

const NOT_PARAMETERS: ReadonlySet<string> = new Set([
  'model',
  'contents',
  'content',
  'requests',
  'systemInstruction',
  'tools',
  'generationConfig',
]);

/** What was sent, as far as it can be read; null where it is not a JSON object. */
export function readPrompt(body: Buffer): Prompt | null {
  const value = parseBytes(body);
  if (!isJsonObject(value)) return null;
  const request = camelNames(value);
  const counted = request['generateContentRequest'];
  const asked = isJsonObject(counted) ? camelNames(counted) : request;
  const { generationConfig } = asked;
  const config = isJsonObject(generationConfig) ? camelNames(generationConfig) : {};
  const { responseJsonSchema, responseSchema, ...settings } = config;
  const others = Object.entries(asked).filter(([name]) => !NOT_PARAMETERS.has(name));
  return {
    messages: messagesIn(asked),
    tools: listOf(asked['tools']).flatMap(toolsOf),
    output_schema: responseJsonSchema ?? jsonSchemaOf(responseSchema) ?? null,
    inputs: inputsOf(request),
    parameters: { ...Object.fromEntries(others), ...settings },
  };
}

export function messagesIn({ systemInstruction, contents }: JsonObject): Message[] {
  const calls = new CallMatcher(new Set());
  const system = partsOf(systemInstruction).map(({ part }) => part);
  const told: Message[] =
    system.length === 0 ? [] : [{ role: 'system', name: null, parts: system }];
  const turns = listOf(contents).map((content) => {
    const role = isJsonObject(content) ? textOf(content['role']) || 'user' : 'user';
    return { role: ROLES[role] ?? role, parts: partsOf(content) };
  });
  return [
    ...told,
    ...joinTurns(turns).flatMap(({ role, parts }) => messagesOf(role, parts, calls)),
  ];
}

function partsOf(content: unknown): PlacedPart[] {
  if (!isJsonObject(content)) return [];
  return listOf(content['parts']).map((value) => {
    const response = isJsonObject(value) ? camelNames(value)['functionResponse'] : null;
    return { part: partOf(value), of: isJsonObject(response) ? textOf(response['name']) : '' };
  });
}

function toolsOf(tool: unknown): Tool[] {
  try {
    return readTools([new GeminiMembers(tool)], false, []);
  } catch (error) {
    if (!(error instanceof RequestFault)) throw error;
    return [];
  }
}

/** The texts to embed; null of any other request. */
export function inputsOf({ content, requests }: JsonObject): string[] | null {
  if (content !== undefined) return [textIn(content)];
  if (!Array.isArray(requests)) return null;
  return requests.map((one) => textIn(isJsonObject(one) ? one['content'] : null));
}

function textIn(content: unknown): string {
  const texts = partsOf(content).map(({ part }) => (part.type === 'text' ? part.content : ''));
  return texts.join('');
}
