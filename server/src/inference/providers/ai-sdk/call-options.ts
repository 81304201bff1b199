import type {
  LanguageModelV4CallOptions,
  LanguageModelV4FilePart,
  LanguageModelV4FunctionTool,
  LanguageModelV4Message,
  LanguageModelV4TextPart,
  LanguageModelV4ToolResultPart,
  SharedV4ProviderOptions,
} from '@ai-sdk/provider';
import type {
  AiSdkChat,
  ContentPart,
  Message,
  OutputForm,
  Part,
  ReasoningSettings,
  Tool,
  ToolChoice,
} from '../../../protocols/index.ts';

/** A call in the normal form as the packages of the AI SDK take it. */
export function callOptions({ messages, tools, settings }: AiSdkChat): LanguageModelV4CallOptions {
  const { reasoning, tool_choice: choice, output } = settings;
  return {
    prompt: promptOf(messages),
    ...given('maxOutputTokens', settings.max_tokens),
    ...given('temperature', settings.temperature),
    ...given('topP', settings.top_p),
    ...given('topK', settings.top_k),
    ...given('frequencyPenalty', settings.frequency_penalty),
    ...given('presencePenalty', settings.presence_penalty),
    ...given('seed', settings.seed),
    ...(settings.stop === undefined ? {} : { stopSequences: [...settings.stop] }),
    ...(tools.length === 0 ? {} : { tools: tools.map(functionTool) }),
    ...(choice === undefined ? {} : toolChoice(choice)),
    ...(output === undefined ? {} : { responseFormat: responseFormat(output) }),
    ...(reasoning === undefined ? {} : reasoningOptions(reasoning)),
  };
}

function given<Name extends keyof LanguageModelV4CallOptions>(
  name: Name,
  value: LanguageModelV4CallOptions[Name],
): Pick<LanguageModelV4CallOptions, Name> | object {
  return value === undefined ? {} : { [name]: value };
}

function promptOf(messages: readonly Message[]): LanguageModelV4Message[] {
  const names = new Map<string, string>();
  for (const { parts } of messages)
    for (const part of parts)
      if (part.type === 'tool_call' && part.id !== null) names.set(part.id, part.name);
  return messages.map((message) => promptMessage(message, names));
}

function promptMessage(
  { role, parts }: Message,
  names: ReadonlyMap<string, string>,
): LanguageModelV4Message {
  switch (role) {
    case 'system':
    case 'developer': {
      const texts = parts.flatMap((part) => (part.type === 'text' ? [part.content] : []));
      return { role: 'system', content: texts.join('\n'), ...cachedUpTo(parts.at(-1)) };
    }
    case 'assistant':
      return { role, content: parts.flatMap(said) };
    case 'tool':
      return {
        role,
        content: parts.flatMap((part) =>
          part.type === 'tool_result' ? [toolResult(part, names)] : [],
        ),
      };
    default:
      return { role: 'user', content: parts.flatMap(shown) };
  }
}

type AssistantPart = Extract<LanguageModelV4Message, { role: 'assistant' }>['content'][number];

function said(part: Part): AssistantPart[] {
  switch (part.type) {
    case 'text':
      return [{ type: 'text', text: part.content, ...cachedUpTo(part) }];
    case 'refusal':
      return [{ type: 'text', text: part.content }];
    case 'reasoning': {
      const { content, signature, encrypted } = part;
      const seal = {
        ...(signature === null ? {} : { signature }),
        ...(encrypted === undefined ? {} : { redactedContent: encrypted }),
      };
      return [{ type: 'reasoning', text: content, providerOptions: { bedrock: seal } }];
    }
    case 'tool_call':
      return [
        {
          type: 'tool-call',
          toolCallId: part.id ?? '',
          toolName: part.name,
          input: argumentsOf(part.arguments),
          ...cachedUpTo(part),
        },
      ];
    default:
      return shown(part);
  }
}

/** Of a user. */
function shown(part: Part): (LanguageModelV4TextPart | LanguageModelV4FilePart)[] {
  switch (part.type) {
    case 'text':
      return [{ type: 'text', text: part.content, ...cachedUpTo(part) }];
    case 'image':
    case 'document':
    case 'audio': {
      const { source } = part;
      if (source?.kind !== 'inline') return [];
      return [
        {
          type: 'file',
          mediaType: source.media_type,
          // Whoever takes text reads it from bytes, and takes a string for the text itself.
          data: {
            type: 'data',
            data: source.media_type.startsWith('text/')
              ? Buffer.from(source.data, 'base64')
              : source.data,
          },
          ...(part.type === 'document' && part.name !== null ? { filename: part.name } : {}),
          ...cachedUpTo(part),
        },
      ];
    }
    default:
      return [];
  }
}

function toolResult(
  part: Extract<Part, { type: 'tool_result' }>,
  names: ReadonlyMap<string, string>,
): LanguageModelV4ToolResultPart {
  const content: readonly ContentPart[] = part.content;
  const texts = content.flatMap((one) => (one.type === 'text' ? [one.content] : []));
  const plain = texts.length === content.length;
  return {
    type: 'tool-result',
    toolCallId: part.id ?? '',
    toolName: names.get(part.id ?? '') ?? 'tool',
    output: plain
      ? { type: part.failed === true ? 'error-text' : 'text', value: texts.join('\n') }
      : { type: 'content', value: content.flatMap(shown) },
    ...cachedUpTo(part),
  };
}

/** As the model wrote them; what is no JSON goes on as the text that it is. */
function argumentsOf(text: string): unknown {
  try {
    return JSON.parse(text === '' ? '{}' : text);
  } catch {
    return text;
  }
}

/** Bedrock may keep what stands up to here. */
function cachedUpTo(part: Part | undefined): { providerOptions?: SharedV4ProviderOptions } {
  const cache = part !== undefined && 'cache' in part ? part.cache : undefined;
  if (cache === undefined) return {};
  const ttl = cache === '1h' ? { ttl: cache } : {};
  return { providerOptions: { bedrock: { cachePoint: { type: 'default', ...ttl } } } };
}

function functionTool({
  name,
  description,
  parameters,
  strict,
}: Tool): LanguageModelV4FunctionTool {
  const schema = (parameters ?? { type: 'object', properties: {} }) as object;
  return {
    type: 'function',
    name,
    inputSchema: schema,
    ...(description === null ? {} : { description }),
    ...(strict === undefined ? {} : { strict }),
  };
}

function toolChoice(choice: ToolChoice): Pick<LanguageModelV4CallOptions, 'toolChoice'> {
  switch (choice.kind) {
    case 'tool':
      return { toolChoice: { type: 'tool', toolName: choice.name } };
    case 'some':
      return { toolChoice: { type: choice.mode } };
    default:
      return { toolChoice: { type: choice.kind } };
  }
}

function responseFormat(
  output: OutputForm,
): NonNullable<LanguageModelV4CallOptions['responseFormat']> {
  if (output.kind !== 'schema') return { type: output.kind };
  const { schema, name, description } = output;
  return {
    type: 'json',
    schema: schema as object,
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
  };
}

/** A budget is said as each of the packages takes it. */
function reasoningOptions({ effort, budget_tokens: budget }: ReasoningSettings) {
  return {
    ...(effort === undefined
      ? {}
      : { reasoning: effort as NonNullable<LanguageModelV4CallOptions['reasoning']> }),
    ...(budget === undefined
      ? {}
      : {
          providerOptions: {
            bedrock: { reasoningConfig: { type: 'enabled', budgetTokens: budget } },
            cohere: { thinking: { type: 'enabled', tokenBudget: budget } },
          },
        }),
  };
}
