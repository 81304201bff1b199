import { z } from 'zod';
import { InputItem } from './input-item.ts';

/** The body of `POST /v1/responses` as the `openai` package publishes it (`ResponseCreateParams`). */

const jsonObject = z.record(z.string(), z.unknown());
const name = z
  .string()
  .regex(
    /^[a-zA-Z0-9_-]{1,128}$/,
    "Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
  );
const callers = z.array(z.enum(['direct', 'programmatic'])).nullish();

export const Tool = z.union([
  z.strictObject({
    type: z.literal('function'),
    name,
    parameters: jsonObject.nullable(),
    // Published as required, and left out in the documentation's own examples.
    strict: z.boolean().nullish(),
    description: z.string().nullish(),
    allowed_callers: callers,
    async: z.boolean().optional(),
    defer_loading: z.boolean().optional(),
    output_schema: jsonObject.nullish(),
  }),
  z.strictObject({
    type: z.literal('custom'),
    name,
    description: z.string().optional(),
    format: jsonObject.optional(),
    allowed_callers: callers,
    async: z.boolean().optional(),
    defer_loading: z.boolean().optional(),
  }),
  // Run by the host, which this one does not do.
  z.looseObject({
    type: z.enum([
      'file_search',
      'computer',
      'computer_use_preview',
      'web_search',
      'web_search_2025_08_26',
      'web_search_preview',
      'mcp',
      'code_interpreter',
      'image_generation',
      'local_shell',
      'shell',
      'namespace',
      'tool_search',
      'apply_patch',
    ]),
  }),
]);
export type Tool = z.infer<typeof Tool>;

const ToolChoice = z.union([
  z.enum(['none', 'auto', 'required']),
  z.strictObject({ type: z.literal('function'), name: z.string() }),
  z.strictObject({ type: z.literal('custom'), name: z.string() }),
  z.strictObject({
    type: z.literal('allowed_tools'),
    mode: z.enum(['auto', 'required']),
    tools: z.array(jsonObject).min(1),
  }),
  z.looseObject({
    type: z.enum([
      'web_search',
      'web_search_preview',
      'file_search',
      'mcp',
      'image_generation',
      'code_interpreter',
    ]),
  }),
]);

const Format = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text') }),
  z.strictObject({ type: z.literal('json_object') }),
  z.strictObject({
    type: z.literal('json_schema'),
    name,
    schema: jsonObject,
    description: z.string().optional(),
    strict: z.boolean().nullish(),
  }),
]);

export const ResponsesBody = z.strictObject({
  background: z.boolean().nullish(),
  // Not among the published types; OpenAI's own coding agent sends it with every request.
  client_metadata: z.record(z.string(), z.string()).nullish(),
  context_management: z.array(jsonObject).nullish(),
  conversation: z.union([z.string(), z.strictObject({ id: z.string() })]).nullish(),
  include: z
    .array(
      z.enum([
        'file_search_call.results',
        'web_search_call.results',
        'web_search_call.action.sources',
        'message.input_image.image_url',
        'computer_call_output.output.image_url',
        'code_interpreter_call.outputs',
        'reasoning.encrypted_content',
        'message.output_text.logprobs',
      ]),
    )
    .nullish(),
  input: z.union([z.string(), z.array(InputItem)]).optional(),
  instructions: z.string().nullish(),
  max_output_tokens: z.number().int().min(16).nullish(),
  max_tool_calls: z.number().int().min(1).nullish(),
  metadata: z.record(z.string().max(64), z.string().max(512)).nullish(),
  model: z.string().optional(),
  moderation: jsonObject.nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  previous_response_id: z.string().nullish(),
  prompt: jsonObject.nullish(),
  prompt_cache_key: z.string().nullish(),
  prompt_cache_options: jsonObject.optional(),
  prompt_cache_retention: z.enum(['in_memory', '24h']).nullish(),
  reasoning: z
    .strictObject({
      effort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']).nullish(),
      summary: z.enum(['auto', 'concise', 'detailed']).nullish(),
      generate_summary: z.enum(['auto', 'concise', 'detailed']).nullish(),
      context: z.enum(['auto', 'current_turn', 'all_turns']).nullish(),
    })
    .nullish(),
  safety_identifier: z.string().nullish(),
  service_tier: z.enum(['auto', 'default', 'flex', 'scale', 'priority', 'fast']).nullish(),
  store: z.boolean().nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.strictObject({ include_obfuscation: z.boolean().optional() }).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  text: z
    .strictObject({
      format: Format.optional(),
      verbosity: z.enum(['low', 'medium', 'high']).nullish(),
    })
    .optional(),
  tool_choice: ToolChoice.optional(),
  tools: z.array(Tool).optional(),
  top_logprobs: z.number().int().min(0).max(20).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  truncation: z.enum(['auto', 'disabled']).nullish(),
  user: z.string().optional(),
});
export type ResponsesBody = z.infer<typeof ResponsesBody>;
