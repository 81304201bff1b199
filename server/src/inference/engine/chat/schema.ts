import { z } from 'zod';
import { SignalboxError } from '../../../platform/errors/index.ts';

const TextPart = z.object({ type: z.enum(['text', 'refusal']), text: z.string().optional() });
const Content = z.union([z.string(), z.array(TextPart)], 'this engine takes text only').nullish();

const ToolCall = z.object({
  id: z.string().optional(),
  type: z.literal('function').default('function'),
  function: z.object({ name: z.string(), arguments: z.string().default('{}') }),
});

export const ChatMessage = z.object({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
  content: Content,
  tool_calls: z.array(ToolCall).nullish(),
});
export type ChatMessage = z.infer<typeof ChatMessage>;

const JsonSchema = z.record(z.string(), z.unknown());

export const ChatTool = z.object({
  type: z.literal('function'),
  function: z.object({
    name: z.string().regex(/^[a-zA-Z0-9_.-]{1,64}$/),
    description: z.string().nullish(),
    parameters: JsonSchema.nullish(),
  }),
});
export type ChatTool = z.infer<typeof ChatTool>;

const ResponseFormat = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text') }),
  z.object({ type: z.literal('json_object') }),
  z.object({ type: z.literal('json_schema'), json_schema: z.object({ schema: JsonSchema }) }),
]);

const unsupported = (what: string) =>
  z.unknown().refine(isNothing, `the local engine does not do ${what}`).optional();

function isNothing(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === false ||
    value === 0 ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );
}

/** `POST /v1/chat/completions` as far as the engine serves it; members that only advise are ignored, others refused. */
export const ChatRequest = z.object({
  model: z.string(),
  messages: z.array(ChatMessage).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
  max_tokens: z.int().min(1).nullish(),
  max_completion_tokens: z.int().min(1).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  presence_penalty: z.number().min(-2).max(2).nullish(),
  frequency_penalty: z.number().min(-2).max(2).nullish(),
  seed: z.int().nullish(),
  stop: z.union([z.string(), z.array(z.string()).max(4)]).nullish(),
  n: z.literal(1, 'the local engine gives one answer to a request').nullish(),
  response_format: ResponseFormat.nullish(),
  tools: z.array(ChatTool).max(128).nullish(),
  tool_choice: z
    .union([
      z.enum(['none', 'auto', 'required']),
      z.object({ type: z.literal('function'), function: z.object({ name: z.string() }) }),
    ])
    .nullish(),
  logprobs: unsupported('log probabilities'),
  top_logprobs: unsupported('log probabilities'),
  logit_bias: unsupported('logit_bias'),
  functions: unsupported('functions: use tools'),
  audio: unsupported('audio'),
});
export type ChatRequest = z.infer<typeof ChatRequest>;

/** Parses a body by `schema`. Throws `request_invalid`, naming the first member at fault as OpenAI's `param`. */
export function parseBody<T>(schema: z.ZodType<T>, body: Buffer): T {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new SignalboxError('request_invalid', 'the body is not JSON', 'Send a JSON object.', {
      cause: error,
    });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const param = (issue?.path ?? []).reduce<string>(
    (path, step) =>
      typeof step === 'number'
        ? `${path}[${step}]`
        : `${path}${path === '' ? '' : '.'}${String(step)}`,
    '',
  );
  throw new SignalboxError(
    'request_invalid',
    `${param === '' ? 'the body' : `"${param}"`}: ${issue?.message ?? 'not valid'}`,
    'See docs/local-models.md for what the local engine takes.',
    { details: { param } },
  );
}
