import { z } from 'zod';

/** Bodies of the Gemini API as `@google/genai` writes them for it (`…ToMldev`), in JSON's own spelling. */

const jsonObject = z.record(z.string(), z.unknown());
const blob = z.strictObject({
  data: z.string(),
  mimeType: z.string(),
  displayName: z.string().optional(),
});
const fileData = z.strictObject({
  fileUri: z.string(),
  mimeType: z.string().optional(),
  displayName: z.string().optional(),
});

export const Part = z.strictObject({
  text: z.string().optional(),
  thought: z.boolean().optional(),
  thoughtSignature: z.string().optional(),
  inlineData: blob.optional(),
  fileData: fileData.optional(),
  functionCall: z
    .strictObject({ id: z.string().optional(), name: z.string(), args: jsonObject.optional() })
    .optional(),
  functionResponse: z
    .strictObject({
      id: z.string().optional(),
      name: z.string(),
      response: jsonObject,
      parts: z
        .array(z.strictObject({ inlineData: blob.optional(), fileData: fileData.optional() }))
        .optional(),
      scheduling: z.string().optional(),
      willContinue: z.boolean().optional(),
    })
    .optional(),
  executableCode: jsonObject.optional(),
  codeExecutionResult: jsonObject.optional(),
  toolCall: jsonObject.optional(),
  toolResponse: jsonObject.optional(),
  videoMetadata: jsonObject.optional(),
  mediaResolution: jsonObject.optional(),
  mediaProcessing: z.string().optional(),
  partMetadata: jsonObject.optional(),
  audioTranscription: jsonObject.optional(),
  speechMetadata: jsonObject.optional(),
});
export type Part = z.infer<typeof Part>;

export const Content = z.strictObject({
  parts: z.array(Part).optional(),
  role: z.string().optional(),
});
export type Content = z.infer<typeof Content>;

const type = z
  .string()
  .regex(/^(TYPE_UNSPECIFIED|STRING|NUMBER|INTEGER|BOOLEAN|ARRAY|OBJECT|NULL)$/i, 'no such type');

export interface Schema {
  [member: string]: unknown;
}
/** A select subset of OpenAPI's. */
const Schema: z.ZodType<Schema> = z.lazy(() =>
  z.strictObject({
    anyOf: z.array(Schema).optional(),
    default: z.unknown().optional(),
    description: z.string().optional(),
    enum: z.array(z.string()).optional(),
    example: z.unknown().optional(),
    format: z.string().optional(),
    items: Schema.optional(),
    maxItems: z.union([z.string(), z.number()]).optional(),
    maxLength: z.union([z.string(), z.number()]).optional(),
    maxProperties: z.union([z.string(), z.number()]).optional(),
    maximum: z.number().optional(),
    minItems: z.union([z.string(), z.number()]).optional(),
    minLength: z.union([z.string(), z.number()]).optional(),
    minProperties: z.union([z.string(), z.number()]).optional(),
    minimum: z.number().optional(),
    nullable: z.boolean().optional(),
    pattern: z.string().optional(),
    properties: z.record(z.string(), Schema).optional(),
    propertyOrdering: z.array(z.string()).optional(),
    required: z.array(z.string()).optional(),
    title: z.string().optional(),
    type: type.optional(),
  }),
);

const FunctionDeclaration = z.strictObject({
  name: z
    .string()
    .regex(
      /^[a-zA-Z_][a-zA-Z0-9_.:-]{0,127}$/,
      'Invalid function name. Must start with a letter or an underscore. Must be alphameric (a-z, A-Z, 0-9), underscores (_), dots (.), colons (:), or dashes (-), with a maximum length of 128.',
    ),
  description: z.string().optional(),
  behavior: z.string().optional(),
  parameters: Schema.optional(),
  parametersJsonSchema: z.unknown().optional(),
  response: Schema.optional(),
  responseJsonSchema: z.unknown().optional(),
});

const Tool = z.strictObject({
  functionDeclarations: z.array(FunctionDeclaration).optional(),
  googleMaps: jsonObject.optional(),
  mcpServers: z.array(jsonObject).optional(),
  codeExecution: jsonObject.optional(),
  computerUse: jsonObject.optional(),
  googleSearch: jsonObject.optional(),
  googleSearchRetrieval: jsonObject.optional(),
  urlContext: jsonObject.optional(),
  fileSearch: jsonObject.optional(),
});

const GenerationConfig = z.strictObject({
  temperature: z.number().min(0).max(2).optional(),
  topP: z.number().min(0).max(1).optional(),
  topK: z.number().optional(),
  candidateCount: z.number().int().min(1).max(8).optional(),
  maxOutputTokens: z.number().int().min(1).optional(),
  stopSequences: z.array(z.string()).max(5).optional(),
  responseLogprobs: z.boolean().optional(),
  logprobs: z.number().int().min(0).max(20).optional(),
  presencePenalty: z.number().min(-2).max(2).optional(),
  frequencyPenalty: z.number().min(-2).max(2).optional(),
  seed: z.number().int().optional(),
  responseMimeType: z.enum(['text/plain', 'application/json', 'text/x.enum']).optional(),
  responseSchema: Schema.optional(),
  responseJsonSchema: z.unknown().optional(),
  responseModalities: z.array(z.enum(['TEXT', 'IMAGE', 'AUDIO', 'VIDEO'])).optional(),
  responseFormat: z.array(jsonObject).optional(),
  mediaResolution: z.string().optional(),
  speechConfig: jsonObject.optional(),
  thinkingConfig: z
    .strictObject({
      includeThoughts: z.boolean().optional(),
      thinkingBudget: z.number().int().min(-1).optional(),
      thinkingLevel: z
        .string()
        .regex(/^(THINKING_LEVEL_UNSPECIFIED|MINIMAL|LOW|MEDIUM|HIGH|XHIGH)$/i, 'no such level')
        .optional(),
    })
    .optional(),
  imageConfig: jsonObject.optional(),
  audioTranscriptionConfig: jsonObject.optional(),
  enableEnhancedCivicAnswers: z.boolean().optional(),
});

export const GenerateBody = z.strictObject({
  contents: z.array(Content).min(1, 'contents is not specified'),
  // Named by the path as well; the JSON form of the request has it.
  model: z.string().optional(),
  systemInstruction: Content.optional(),
  tools: z.array(Tool).optional(),
  toolConfig: z
    .strictObject({
      functionCallingConfig: z
        .strictObject({
          mode: z.enum(['MODE_UNSPECIFIED', 'AUTO', 'ANY', 'NONE', 'VALIDATED']).optional(),
          allowedFunctionNames: z.array(z.string()).optional(),
        })
        .optional(),
      retrievalConfig: jsonObject.optional(),
      includeServerSideToolInvocations: z.boolean().optional(),
    })
    .optional(),
  safetySettings: z
    .array(
      z.strictObject({
        category: z.string(),
        threshold: z.string(),
        method: z.string().optional(),
      }),
    )
    .optional(),
  generationConfig: GenerationConfig.optional(),
  cachedContent: z.string().optional(),
  serviceTier: z.enum(['unspecified', 'flex', 'standard', 'priority']).optional(),
  labels: z.record(z.string(), z.string()).optional(),
  continuationToken: z.string().optional(),
  store: z.boolean().optional(),
});
export type GenerateBody = z.infer<typeof GenerateBody>;

export const CountBody = z
  .strictObject({
    contents: z.array(Content).optional(),
    generateContentRequest: GenerateBody.optional(),
    model: z.string().optional(),
  })
  .refine((body) => body.contents !== undefined || body.generateContentRequest !== undefined, {
    message: 'contents is not specified',
  });

export const EmbedBody = z.strictObject({
  model: z.string().optional(),
  content: Content,
  taskType: z.string().optional(),
  title: z.string().optional(),
  outputDimensionality: z.number().int().min(1).optional(),
});
export type EmbedBody = z.infer<typeof EmbedBody>;

export const BatchEmbedBody = z.strictObject({
  requests: z.array(EmbedBody.extend({ model: z.string() })).min(1),
});
