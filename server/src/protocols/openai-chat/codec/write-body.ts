import type { JsonObject } from '../../../lib/json-object.ts';
import type {
  Answer,
  ContentPart,
  Message,
  Part,
  Prompt,
  Reply,
  Source,
  Tool,
} from '../../conversation/conversation.ts';
import type { Usage } from '../../conversation/usage.ts';

/** The body of a chat request, but for its model. What the protocol has no words for stays out. */
export function writePrompt(prompt: Prompt): JsonObject {
  const { messages, tools, output_schema: schema, inputs, parameters } = prompt;
  return {
    ...(schema === null
      ? {}
      : { response_format: { type: 'json_schema', json_schema: { name: 'answer', schema } } }),
    ...parameters,
    ...(inputs === null ? { messages: messages.map(writeMessage) } : { input: inputs }),
    ...(tools.length === 0 ? {} : { tools: tools.map(writeTool) }),
  };
}

/** An answer that is not streamed, but for the members that only name it. */
export function writeReply({ answers, usage, error }: Reply): JsonObject {
  return {
    ...(error === null ? {} : { error: { message: error } }),
    choices: answers.map(writeAnswer),
    ...(usage === null ? {} : { usage: writeUsage(usage) }),
  };
}

function writeAnswer(answer: Answer, index: number): JsonObject {
  return { index, message: writeMessage(answer), finish_reason: answer.stop_reason };
}

export function writeMessage({ role, name, parts }: Message): JsonObject {
  const [first] = parts;
  const named = name === null ? { role } : { role, name };
  if (first?.type === 'tool_result') {
    const answered = first.id === null ? {} : { tool_call_id: first.id };
    return { ...named, ...answered, content: writeContent(first.content) };
  }
  const spoken = role === 'assistant' ? parts.filter(({ type }) => type === 'audio') : [];
  const content = parts.filter(isContent).filter((part) => !spoken.includes(part));
  const calls = parts.filter((part) => part.type === 'tool_call');
  return {
    ...named,
    ...reasoning(parts),
    content: content.length === 0 ? null : writeContent(content),
    ...Object.assign({}, ...spoken.map(writeSpoken)),
    ...Object.assign(
      {},
      ...parts.map((part) => (part.type === 'refusal' ? { refusal: part.content } : {})),
    ),
    ...(calls.length === 0 ? {} : { tool_calls: calls.map(writeCall) }),
  };
}

function reasoning(parts: readonly Part[]): JsonObject {
  const part = parts.find(({ type }) => type === 'reasoning');
  if (part?.type !== 'reasoning') return {};
  const { content, signature } = part;
  return {
    reasoning_content: content,
    ...(signature === null
      ? {}
      : { reasoning_details: [{ type: 'reasoning.text', text: content, signature }] }),
  };
}

function isContent(part: Part): part is ContentPart {
  const { type } = part;
  return (
    type !== 'tool_call' && type !== 'tool_result' && type !== 'reasoning' && type !== 'refusal'
  );
}

function writeContent(parts: readonly ContentPart[]): unknown {
  const [only] = parts;
  if (parts.length === 1 && only?.type === 'text') return only.content;
  return parts.map(writePart);
}

function writePart(part: ContentPart): unknown {
  switch (part.type) {
    case 'text':
      return { type: 'text', text: part.content };
    case 'image':
      return part.source.kind === 'file'
        ? { type: 'input_image', file_id: part.source.id }
        : { type: 'image_url', image_url: { url: urlOf(part.source) } };
    case 'document': {
      const where =
        part.source.kind === 'file'
          ? { file_id: part.source.id }
          : { file_data: urlOf(part.source) };
      return { type: 'file', file: part.name === null ? where : { ...where, filename: part.name } };
    }
    case 'audio': {
      const { source } = part;
      if (source?.kind !== 'inline') return { type: 'text', text: part.transcript ?? '' };
      const format = source.media_type.replace(/^audio\//, '');
      return { type: 'input_audio', input_audio: { data: source.data, format } };
    }
    case 'unknown':
      return part.value;
  }
}

function urlOf(source: Exclude<Source, { kind: 'file' }>): string {
  return source.kind === 'uri' ? source.uri : `data:${source.media_type};base64,${source.data}`;
}

function writeSpoken(part: Part): JsonObject {
  if (part.type !== 'audio') return {};
  const { source, transcript } = part;
  return {
    audio: {
      ...(source?.kind === 'file' ? { id: source.id } : {}),
      ...(source?.kind === 'inline' ? { data: source.data } : {}),
      ...(transcript === null ? {} : { transcript }),
    },
  };
}

function writeCall(call: Extract<Part, { type: 'tool_call' }>): JsonObject {
  const { kind, id, name, arguments: input } = call;
  const identified = id === null ? {} : { id };
  return kind === 'custom'
    ? { ...identified, type: 'custom', custom: { name, input } }
    : { ...identified, type: 'function', function: { name, arguments: input } };
}

function writeTool({ kind, name, description, parameters }: Tool): JsonObject {
  const named = description === null ? { name } : { name, description };
  if (kind === 'custom') {
    return {
      type: 'custom',
      custom: parameters === null ? named : { ...named, format: parameters },
    };
  }
  return { type: 'function', function: parameters === null ? named : { ...named, parameters } };
}

export function writeUsage(usage: Usage): JsonObject {
  return {
    prompt_tokens: usage.input,
    completion_tokens: usage.output,
    ...(usage.input === undefined || usage.output === undefined
      ? {}
      : { total_tokens: usage.input + usage.output }),
    prompt_tokens_details: {
      cached_tokens: usage.cached_input,
      cache_write_tokens: usage.cache_write,
      audio_tokens: usage.input_audio,
    },
    completion_tokens_details: {
      reasoning_tokens: usage.reasoning,
      audio_tokens: usage.output_audio,
      image_tokens: usage.images,
    },
  };
}
