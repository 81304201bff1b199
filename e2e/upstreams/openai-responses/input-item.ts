import { z } from 'zod';

/** One item of a Responses request's `input` (`ResponseInputItem`); those of tools that the host itself runs are left out. */

const breakpoint = z
  .strictObject({ mode: z.literal('explicit'), ttl: z.enum(['30m', '12h']).optional() })
  .nullish();
const status = z.enum(['in_progress', 'completed', 'incomplete']).nullish();

const InputText = z.strictObject({
  type: z.literal('input_text'),
  text: z.string(),
  prompt_cache_breakpoint: breakpoint,
});
const InputImage = z.strictObject({
  type: z.literal('input_image'),
  detail: z.enum(['auto', 'low', 'high', 'original']).nullish(),
  file_id: z.string().nullish(),
  image_url: z.string().nullish(),
  prompt_cache_breakpoint: breakpoint,
});
const InputFile = z.strictObject({
  type: z.literal('input_file'),
  detail: z.enum(['auto', 'low', 'high']).optional(),
  file_data: z.string().nullish(),
  file_id: z.string().nullish(),
  file_url: z.string().nullish(),
  filename: z.string().nullish(),
  prompt_cache_breakpoint: breakpoint,
});
export const InputContent = z.discriminatedUnion('type', [InputText, InputImage, InputFile]);
export type InputContent = z.infer<typeof InputContent>;

const OutputText = z.strictObject({
  type: z.literal('output_text'),
  text: z.string(),
  annotations: z.array(z.unknown()).optional(),
  logprobs: z.array(z.unknown()).nullish(),
});
const OutputRefusal = z.strictObject({ type: z.literal('refusal'), refusal: z.string() });
const phase = z.enum(['commentary', 'final_answer']).nullish();

/** Said to the model. */
const Said = z.strictObject({
  type: z.literal('message').optional(),
  role: z.enum(['user', 'system', 'developer']),
  content: z.union([z.string(), z.array(InputContent)]),
  status,
  id: z.string().optional(),
  phase,
});
/** Said by the model. */
const Answered = z.strictObject({
  type: z.literal('message').optional(),
  role: z.literal('assistant'),
  content: z.union([
    z.string(),
    z.array(z.discriminatedUnion('type', [OutputText, OutputRefusal])),
  ]),
  status,
  id: z.string().optional(),
  phase,
});
const caller = z.looseObject({ type: z.string() }).nullish();

const FunctionCall = z.strictObject({
  type: z.literal('function_call'),
  arguments: z.string(),
  call_id: z.string(),
  name: z.string(),
  id: z.string().optional(),
  async: z.boolean().optional(),
  caller,
  namespace: z.string().optional(),
  status,
});
const FunctionCallOutput = z.strictObject({
  type: z.literal('function_call_output'),
  call_id: z.string(),
  output: z.union([z.string(), z.array(InputContent)]),
  id: z.string().nullish(),
  caller,
  name: z.string().nullish(),
  namespace: z.string().nullish(),
  status,
});
const CustomCall = z.strictObject({
  type: z.literal('custom_tool_call'),
  call_id: z.string(),
  input: z.string(),
  name: z.string(),
  id: z.string().optional(),
  async: z.boolean().optional(),
  caller,
  namespace: z.string().optional(),
  status,
});
const CustomCallOutput = z.strictObject({
  type: z.literal('custom_tool_call_output'),
  call_id: z.string(),
  output: z.union([z.string(), z.array(InputContent)]),
  id: z.string().optional(),
  caller,
});
const Reasoning = z.strictObject({
  type: z.literal('reasoning'),
  id: z.string(),
  summary: z.array(z.strictObject({ type: z.literal('summary_text'), text: z.string() })),
  content: z
    .array(z.strictObject({ type: z.literal('reasoning_text'), text: z.string() }))
    // Null where OpenAI's own coding agent sends an item back.
    .nullish(),
  encrypted_content: z.string().nullish(),
  status,
});
const Reference = z.strictObject({ type: z.literal('item_reference'), id: z.string() });

const Typed = z.discriminatedUnion('type', [
  FunctionCall,
  FunctionCallOutput,
  CustomCall,
  CustomCallOutput,
  Reasoning,
  Reference,
]);
export const InputItem = z.union([Typed, z.discriminatedUnion('role', [Said, Answered])]);
export type InputItem = z.infer<typeof InputItem>;
