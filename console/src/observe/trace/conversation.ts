import { isJson, type Json, parseJson, textOf } from './json.ts';
import { joinStream } from './stream.ts';

export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'image'; readonly url: string }
  | { readonly kind: 'other'; readonly value: unknown };

export interface ToolCall {
  readonly id: string | null;
  readonly name: string;
  readonly arguments: string;
  /** What the tool answered; null where the conversation does not say. */
  readonly result: readonly Part[] | null;
}

export interface Message {
  readonly role: string;
  readonly parts: readonly Part[];
  readonly reasoning: string | null;
  readonly toolCalls: readonly ToolCall[];
  readonly finishReason: string | null;
}

export interface Conversation {
  /** What was sent, the oldest first; results of tools stand with their calls. */
  readonly messages: readonly Message[];
  /** What came back: one answer, or as many as were asked for. */
  readonly answers: readonly Message[];
  /** Of an embeddings request: the texts. */
  readonly inputs: readonly string[] | null;
  readonly vectors: { readonly count: number; readonly dimensions: number | null } | null;
  /** Names of the tools that were offered. */
  readonly tools: readonly string[];
  readonly parameters: { readonly [name: string]: unknown };
  /** What an error answer said. */
  readonly error: string | null;
}

const NOT_PARAMETERS: ReadonlySet<string> = new Set(['model', 'messages', 'input', 'tools']);

/** The bodies of a request as a conversation; null where the request's is none that is known. */
export function conversationOf(
  requestBody: string | null,
  responseBody: string | null,
  streamed: boolean,
): Conversation | null {
  const request = parseJson(requestBody);
  if (request === null) return null;
  const response = streamed ? joinStream(responseBody ?? '') : parseJson(responseBody);
  return {
    messages: withResults(list(request['messages']).filter(isJson).map(messageOf)),
    answers: list(response?.['choices']).filter(isJson).map(answerOf),
    inputs: inputsOf(request['input']),
    vectors: vectorsOf(response),
    tools: list(request['tools'])
      .filter(isJson)
      .map((tool) => textOf(isJson(tool['function']) ? tool['function']['name'] : tool['name']))
      .filter((name) => name !== ''),
    parameters: Object.fromEntries(
      Object.entries(request).filter(([name]) => !NOT_PARAMETERS.has(name)),
    ),
    error: errorOf(response),
  };
}

interface RawMessage extends Message {
  readonly answersCall: string | null;
}

function messageOf(message: Json): RawMessage {
  return {
    role: textOf(message['role']) || 'unknown',
    parts: partsOf(message['content']),
    reasoning: textOf(message['reasoning_content']) || textOf(message['reasoning']) || null,
    toolCalls: list(message['tool_calls'])
      .filter(isJson)
      .map((call) => {
        const named = isJson(call['function']) ? call['function'] : call;
        return {
          id: textOf(call['id']) || null,
          name: textOf(named['name']) || 'unnamed',
          arguments: textOf(named['arguments']),
          result: null,
        };
      }),
    finishReason: null,
    answersCall: textOf(message['tool_call_id']) || null,
  };
}

function answerOf(choice: Json): Message {
  const message = messageOf(isJson(choice['message']) ? choice['message'] : {});
  const refusal = isJson(choice['message']) ? textOf(choice['message']['refusal']) : '';
  return {
    ...message,
    role: 'assistant',
    parts: refusal === '' ? message.parts : [...message.parts, { kind: 'text', text: refusal }],
    finishReason: textOf(choice['finish_reason']) || null,
  };
}

/** Puts what tools answered beside the calls; an answer to no known call stays where it is. */
function withResults(messages: readonly RawMessage[]): readonly Message[] {
  const results = new Map(
    messages
      .filter(({ role, answersCall }) => role === 'tool' && answersCall !== null)
      .map(({ answersCall, parts }) => [answersCall, parts]),
  );
  const called = new Set(messages.flatMap(({ toolCalls }) => toolCalls.map(({ id }) => id)));
  return messages
    .filter(({ role, answersCall }) => role !== 'tool' || !called.has(answersCall))
    .map(({ answersCall: _, ...message }) => ({
      ...message,
      toolCalls: message.toolCalls.map((call) => ({
        ...call,
        result: results.get(call.id) ?? null,
      })),
    }));
}

function partsOf(content: unknown): readonly Part[] {
  if (typeof content === 'string') return content === '' ? [] : [{ kind: 'text', text: content }];
  return list(content).map((part): Part => {
    if (typeof part === 'string') return { kind: 'text', text: part };
    if (!isJson(part)) return { kind: 'other', value: part };
    if (typeof part['text'] === 'string') return { kind: 'text', text: part['text'] };
    if (part['type'] === 'image_url' || part['type'] === 'input_image') {
      const image = part['image_url'];
      return { kind: 'image', url: isJson(image) ? textOf(image['url']) : textOf(image) };
    }
    return { kind: 'other', value: part };
  });
}

function inputsOf(input: unknown): readonly string[] | null {
  if (typeof input === 'string') return [input];
  if (!Array.isArray(input)) return null;
  // Tokens may be given in place of texts.
  return input.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
}

function vectorsOf(response: Json | null): Conversation['vectors'] {
  const data = list(response?.['data']).filter(isJson);
  const first = data[0]?.['embedding'];
  if (first === undefined) return null;
  return { count: data.length, dimensions: Array.isArray(first) ? first.length : null };
}

function errorOf(response: Json | null): string | null {
  const error = response?.['error'];
  if (error === undefined || error === null) return null;
  return isJson(error) ? textOf(error['message']) || JSON.stringify(error) : String(error);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
