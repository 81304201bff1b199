import { z } from 'zod';
import { Block, cacheControl, TextBlock } from './content.ts';

/** The body of `POST /v1/messages` as `@anthropic-ai/sdk` publishes it, before and from the API of 2026-10-21. */

const jsonObject = z.record(z.string(), z.unknown());

export const Message = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('user'), content: z.union([z.string(), z.array(Block)]) }),
  z.strictObject({ role: z.literal('assistant'), content: z.union([z.string(), z.array(Block)]) }),
  z.strictObject({ role: z.literal('system'), content: z.union([z.string(), z.array(TextBlock)]) }),
]);
export type Message = z.infer<typeof Message>;

const ClientTool = z.strictObject({
  type: z.literal('custom').nullish(),
  name: z
    .string()
    .regex(/^[a-zA-Z0-9_-]{1,128}$/, "String should match pattern '^[a-zA-Z0-9_-]{1,128}$'"),
  description: z.string().optional(),
  input_schema: z.looseObject({
    type: z.literal('object'),
    properties: z.unknown().optional(),
    required: z.array(z.string()).nullish(),
  }),
  cache_control: cacheControl,
  allowed_callers: z.array(z.string()).optional(),
  defer_loading: z.boolean().optional(),
  eager_input_streaming: z.boolean().nullish(),
  input_examples: z.array(jsonObject).optional(),
  strict: z.boolean().optional(),
});
/** Of Anthropic's own making, known by a type with a date. */
const OwnTool = z.looseObject({ type: z.string().regex(/_20\d{6}$/), name: z.string().optional() });
const Tool = z.union([ClientTool, OwnTool]);
export type Tool = z.infer<typeof Tool>;

const oneAtATime = z.boolean().optional();
const ToolChoice = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('auto'), disable_parallel_tool_use: oneAtATime }),
  z.strictObject({ type: z.literal('any'), disable_parallel_tool_use: oneAtATime }),
  z.strictObject({
    type: z.literal('tool'),
    name: z.string(),
    disable_parallel_tool_use: oneAtATime,
  }),
  z.strictObject({ type: z.literal('none') }),
]);

const display = z.enum(['summarized', 'omitted']).nullish();
const Thinking = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('enabled'),
    budget_tokens: z.number().int().min(1024),
    display,
  }),
  z.strictObject({ type: z.literal('adaptive'), display }),
  z.strictObject({ type: z.literal('between_tools') }),
  z.strictObject({ type: z.literal('disabled') }),
]);

const prompt = {
  messages: z.array(Message).min(1),
  model: z.string().min(1),
  cache_control: cacheControl,
  output_config: z
    .strictObject({
      effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).nullish(),
      format: z.strictObject({ type: z.literal('json_schema'), schema: jsonObject }).nullish(),
    })
    .optional(),
  speed: z.enum(['standard', 'fast']).nullish(),
  system: z.union([z.string(), z.array(TextBlock)]).optional(),
  thinking: Thinking.optional(),
  tool_choice: ToolChoice.optional(),
  tools: z.array(Tool).optional(),
};

const rest = {
  ...prompt,
  max_tokens: z.number().int().min(0),
  container: z.unknown().optional(),
  diagnostics: z.unknown().optional(),
  inference_geo: z.string().nullish(),
  metadata: z.strictObject({ user_id: z.string().max(512).nullish() }).optional(),
  service_tier: z.enum(['auto', 'standard_only']).optional(),
  stop_sequences: z
    .array(z.string().regex(/\S/, 'each stop sequence must contain non-whitespace'))
    .optional(),
  stream: z.boolean().optional(),
};

export const CountBody = z.strictObject(prompt);

/** `anthropic-version: 2023-06-01`. */
export const MessagesBody = z.strictObject({
  ...rest,
  temperature: z.number().min(0).max(1).optional(),
  top_k: z.number().int().min(0).optional(),
  top_p: z.number().min(0).max(1).optional(),
});
export type MessagesBody = z.infer<typeof MessagesBody>;

/** With `anthropic-beta: structured-outputs-2025-11-13`, the schema may stand where it stood before `output_config`. */
export const outputFormat = {
  output_format: z.strictObject({ type: z.literal('json_schema'), schema: jsonObject }).nullish(),
};

/** `anthropic-version: 2026-10-21` knows no sampling members. */
export const MessagesBody2026 = z.strictObject(rest);
