import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { Answer, Prompt, Reply, Tool } from '../../conversation/conversation.ts';
import { readResponse } from '../read-response.ts';
import { listOf, parseBytes, textOf, textOrNull } from './json.ts';
import { readMessage } from './read-parts.ts';

const NOT_PARAMETERS: ReadonlySet<string> = new Set([
  'model',
  'messages',
  'input',
  'tools',
  'functions',
]);

/** A request for a chat or embeddings; null where it is not a JSON object. */
export function readPrompt(body: Buffer): Prompt | null {
  const request = parseBytes(body);
  if (!isJsonObject(request)) return null;
  return {
    messages: listOf(request['messages']).filter(isJsonObject).map(readMessage),
    tools: [...listOf(request['tools']), ...listOf(request['functions'])].flatMap(readTool),
    output_schema: schemaOf(request['response_format']),
    inputs: inputsOf(request['input']),
    parameters: Object.fromEntries(
      Object.entries(request).filter(([name]) => !NOT_PARAMETERS.has(name)),
    ),
  };
}

function readTool(tool: unknown): Tool[] {
  if (!isJsonObject(tool)) return [];
  if (isJsonObject(tool['custom'])) {
    const { name, description, format } = tool['custom'];
    return named('custom', textOf(name), description, format);
  }
  const called = isJsonObject(tool['function']) ? tool['function'] : tool;
  return named('function', textOf(called['name']), called['description'], called['parameters']);
}

function named(
  kind: Tool['kind'],
  name: string,
  description: unknown,
  parameters: unknown,
): Tool[] {
  if (name === '') return [];
  return [{ kind, name, description: textOrNull(description), parameters: parameters ?? null }];
}

function schemaOf(format: unknown): unknown {
  const named = isJsonObject(format) ? format['json_schema'] : null;
  return isJsonObject(named) ? (named['schema'] ?? null) : null;
}

function inputsOf(input: unknown): string[] | null {
  if (typeof input === 'string') return [input];
  if (!Array.isArray(input)) return null;
  // Tokens may be given in place of texts.
  return input.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
}

/** An answer that was not streamed. */
export function readReply(body: Buffer): Reply {
  const response = parseBytes(body);
  const answer = isJsonObject(response) ? response : {};
  const { usage, error } = readResponse(body);
  return {
    answers: listOf(answer['choices']).filter(isJsonObject).map(readAnswer),
    vectors: vectorsOf(answer),
    usage,
    error: error === null ? null : (error.message ?? JSON.stringify(answer['error'] ?? answer)),
  };
}

export function readAnswer(choice: JsonObject): Answer {
  const said = isJsonObject(choice['message']) ? choice['message'] : {};
  // An answer may leave its role out.
  const { parts } = readMessage({ ...said, role: 'assistant' });
  return { role: 'assistant', name: null, parts, stop_reason: textOrNull(choice['finish_reason']) };
}

function vectorsOf(answer: JsonObject): Reply['vectors'] {
  const data = listOf(answer['data']).filter(isJsonObject);
  const first = data[0]?.['embedding'];
  if (first === undefined) return null;
  return { count: data.length, dimensions: Array.isArray(first) ? first.length : null };
}
