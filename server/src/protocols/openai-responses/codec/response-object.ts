import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { ReplyHead } from '../../codec.ts';
import type { Usage } from '../../conversation/usage.ts';
import { bodyOf } from './read-request.ts';

/** What a request leaves open, as a response says that it was. */
const DEFAULTS: JsonObject = {
  instructions: null,
  max_output_tokens: null,
  max_tool_calls: null,
  metadata: {},
  parallel_tool_calls: true,
  previous_response_id: null,
  prompt_cache_key: null,
  reasoning: { effort: null, summary: null },
  safety_identifier: null,
  service_tier: 'default',
  temperature: null,
  tool_choice: 'auto',
  tools: [],
  top_logprobs: 0,
  top_p: null,
  truncation: 'disabled',
  user: null,
};

/** How a response stands: of what it is made, and how it ended. */
export interface ResponseState {
  readonly status: 'in_progress' | 'completed' | 'incomplete' | 'failed';
  readonly output: readonly JsonObject[];
  readonly usage: Usage | null;
  readonly incomplete_details: JsonObject | null;
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** A response with all members that OpenAI's own has: those of the request are said again. It is kept nowhere. */
export class ResponseObject {
  readonly #head: JsonObject;
  readonly #echo: JsonObject;

  constructor({ model, createdAt, request }: ReplyHead, id: string) {
    const body = bodyOf(request.document.bytes).value;
    this.#head = { id, object: 'response', created_at: createdAt, model };
    const said = Object.keys(DEFAULTS).map((name) => [name, body[name] ?? DEFAULTS[name]]);
    this.#echo = { ...Object.fromEntries(said), text: textOf(body['text']) };
  }

  in({ status, output, usage, incomplete_details, error }: ResponseState): JsonObject {
    return {
      ...this.#head,
      status,
      background: false,
      error,
      incomplete_details,
      ...this.#echo,
      output,
      store: false,
      usage: usage === null ? null : writeUsage(usage),
    };
  }
}

function textOf(text: unknown): JsonObject {
  const said = isJsonObject(text) ? text : {};
  return { ...said, format: said['format'] ?? { type: 'text' } };
}

/** OpenAI's clients count on every number, so that one that is not known is 0 here. */
export function writeUsage(usage: Usage): JsonObject {
  const { input = 0, output = 0, cached_input = 0, cache_write = 0, reasoning = 0 } = usage;
  return {
    input_tokens: input,
    input_tokens_details: { cache_write_tokens: cache_write, cached_tokens: cached_input },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: reasoning },
    total_tokens: input + output,
  };
}
