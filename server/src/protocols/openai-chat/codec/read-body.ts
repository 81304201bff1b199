import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { Answer, Prompt, Reply } from '../../conversation/conversation.ts';
import { listOf, parseBytes, textOrNull } from '../../json.ts';
import { readResponse } from '../read-response.ts';
import { readLogprobs } from './logprobs.ts';
import { readMessage } from './read-message.ts';
import { readTools } from './read-tools.ts';

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
    tools: readTools(request),
    output_schema: schemaOf(request['response_format']),
    inputs: inputsOf(request['input']),
    parameters: Object.fromEntries(
      Object.entries(request).filter(([name]) => !NOT_PARAMETERS.has(name)),
    ),
  };
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
  const logprobs = readLogprobs(choice);
  return {
    role: 'assistant',
    name: null,
    parts,
    stop_reason: stopReasonOf(choice),
    ...stopSequenceOf(choice),
    ...(logprobs === undefined ? {} : { logprobs }),
  };
}

/** In the normal form's words: of before there were tools, `function_call`. */
export function stopReasonOf(choice: JsonObject): string | null {
  const reason = textOrNull(choice['finish_reason']);
  return reason === 'function_call' ? 'tool_calls' : reason;
}

/** vLLM's `stop_reason` is the text at which it stopped; or a token's number, which says nothing to a client. */
export function stopSequenceOf(choice: JsonObject): { stop_sequence?: string } {
  const sequence = textOrNull(choice['stop_reason']);
  return sequence === null ? {} : { stop_sequence: sequence };
}

function vectorsOf(answer: JsonObject): Reply['vectors'] {
  const data = listOf(answer['data']).filter(isJsonObject);
  const first = data[0]?.['embedding'];
  if (first === undefined) return null;
  return { count: data.length, dimensions: Array.isArray(first) ? first.length : null };
}
