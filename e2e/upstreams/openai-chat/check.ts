import { inlineMedia, type Media, readDataUrl } from '../check/media.ts';
import { OPENAI_STRICT, strictSchemaFault } from '../check/strict-schema.ts';
import { badRequest } from '../openai/refusals.ts';
import type { ChatBody, Message, UserPart } from './request.ts';

/** What the published API demands beyond the form of the body. */
export function checkChat(body: ChatBody): void {
  checkToolTurns(body.messages);
  checkModelLimits(body);
  checkSchemas(body);
  if (body.stream_options != null && body.stream !== true) {
    throw badRequest(
      "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
      'stream_options',
    );
  }
  if (body.top_logprobs != null && body.logprobs !== true) {
    throw badRequest(
      "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.",
      'top_logprobs',
    );
  }
  if (body.tools === undefined) {
    for (const member of ['tool_choice', 'parallel_tool_calls'] as const) {
      if (body[member] !== undefined && body[member] !== 'none') {
        throw badRequest(`'${member}' is only allowed when 'tools' are specified.`, member);
      }
    }
  }
  if (typeof body.tool_choice === 'object' && body.tool_choice.type === 'function') {
    const wanted = body.tool_choice.function.name;
    if (!body.tools?.some((tool) => tool.type === 'function' && tool.function.name === wanted)) {
      throw badRequest(
        `Invalid value for 'tool_choice': the function '${wanted}' is not among 'tools'.`,
        'tool_choice',
      );
    }
  }
}

/** Each call is answered by a message of its own right after, and no answer is to something that was not called. */
function checkToolTurns(messages: readonly Message[]): void {
  let open: string[] = [];
  for (const [n, message] of messages.entries()) {
    if (message.role === 'tool') {
      if (!open.includes(message.tool_call_id)) {
        throw badRequest(
          "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
          `messages.[${n}].role`,
        );
      }
      open = open.filter((id) => id !== message.tool_call_id);
      continue;
    }
    refuseOpenCalls(open, n);
    if (message.role !== 'assistant') continue;
    if (
      message.content == null &&
      message.tool_calls === undefined &&
      message.refusal == null &&
      message.function_call == null &&
      message.audio == null
    ) {
      throw badRequest(
        `Invalid value for 'content': expected a string, got null.`,
        `messages.[${n}].content`,
      );
    }
    open = message.tool_calls?.map(({ id }) => id) ?? [];
    if (new Set(open).size < open.length) {
      throw badRequest(
        `Duplicate value for 'tool_call_id' in message ${n}.`,
        `messages.[${n}].tool_calls`,
      );
    }
  }
  refuseOpenCalls(open, messages.length);
}

function refuseOpenCalls(open: readonly string[], n: number): void {
  if (open.length === 0) return;
  throw badRequest(
    `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${open.join(', ')}`,
    `messages.[${n}].role`,
  );
}

export function isReasoningModel(model: string): boolean {
  return /^(o\d|gpt-5)/.test(model);
}

/** Models that think take no sampling and have their own name for the limit; the others take no effort. */
function checkModelLimits(body: ChatBody): void {
  if (!isReasoningModel(body.model)) {
    if (body.reasoning_effort != null) {
      throw badRequest(
        'Unrecognized request argument supplied: reasoning_effort',
        undefined,
        undefined,
      );
    }
    return;
  }
  if (body.max_tokens != null) {
    throw badRequest(
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      'max_tokens',
      'unsupported_parameter',
    );
  }
  const { model, reasoning_effort: effort } = body;
  for (const member of takesSampling(model, effort) ? [] : (['temperature', 'top_p'] as const)) {
    const value = body[member];
    if (value != null && value !== 1) {
      throw badRequest(
        `Unsupported value: '${member}' does not support ${value} with this model. Only the default (1) value is supported.`,
        member,
        'unsupported_value',
      );
    }
  }
  const refused = [
    ...(takesSampling(model, effort) ? [] : (['logprobs', 'top_logprobs'] as const)),
    ...(['stop', 'presence_penalty', 'frequency_penalty', 'logit_bias'] as const),
    ...(/^o\d/.test(model) ? (['parallel_tool_calls'] as const) : []),
  ];
  for (const member of refused) {
    if (body[member] == null || body[member] === false || body[member] === 0) continue;
    throw badRequest(
      `Unsupported parameter: '${member}' is not supported with this model.`,
      member,
      'unsupported_parameter',
    );
  }
}

/** Of models that think, those since gpt-5.1 do, where they are told not to. */
export function takesSampling(model: string, effort: string | null | undefined): boolean {
  return /^gpt-5\.\d/.test(model) && effort === 'none';
}

function checkSchemas({ response_format: format, tools = [] }: ChatBody): void {
  if (format?.type === 'json_schema' && format.json_schema.strict === true) {
    const fault = strictSchemaFault(format.json_schema.schema, OPENAI_STRICT);
    if (fault !== null) {
      throw badRequest(
        `Invalid schema for response_format '${format.json_schema.name}': In context=(${fault.place.map((key) => `'${key}'`).join(', ')}), ${fault.message}`,
        'response_format',
      );
    }
  }
  for (const [n, tool] of tools.entries()) {
    if (tool.type !== 'function' || tool.function.strict !== true) continue;
    const fault = strictSchemaFault(tool.function.parameters, OPENAI_STRICT);
    if (fault === null) continue;
    throw badRequest(
      `Invalid schema for function '${tool.function.name}': In context=(${fault.place.map((key) => `'${key}'`).join(', ')}), ${fault.message}`,
      `tools[${n}].function.parameters`,
      'invalid_function_parameters',
    );
  }
}

const IMAGES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** Null: the part is a text. */
export function mediaOf(part: UserPart, place: string): Media | null {
  switch (part.type) {
    case 'text':
      return null;
    case 'image_url':
      return {
        kind: 'image',
        what: imageAt(part.image_url.url, `${place}.image_url.url`),
        name: null,
      };
    case 'input_audio': {
      const what = inlineMedia(`audio/${part.input_audio.format}`, part.input_audio.data);
      if (what === null) throw badRequest('Invalid audio data.', place, 'invalid_value');
      return { kind: 'audio', what, name: null };
    }
    case 'file':
      return fileOf(part.file, place);
  }
}

export function imageAt(url: string, place: string): string {
  if (/^https?:\/\//.test(url)) return url;
  const read = readDataUrl(url);
  if (read === null) {
    throw badRequest(
      `Invalid '${place}'. Expected a valid URL, but got a value with an invalid format.`,
      place,
      'invalid_value',
    );
  }
  const what = IMAGES.includes(read.mediaType) ? inlineMedia(read.mediaType, read.data) : null;
  if (what === null) {
    throw badRequest(
      "You uploaded an unsupported image. Please make sure your image has of one the following formats: ['png', 'jpeg', 'gif', 'webp'].",
      place,
      'invalid_image_format',
    );
  }
  return what;
}

export function fileOf(
  file: {
    file_data?: string | null | undefined;
    file_id?: string | null | undefined;
    filename?: string | null | undefined;
  },
  place: string,
): Media {
  const name = file.filename ?? null;
  if (file.file_id != null) return { kind: 'document', what: `file ${file.file_id}`, name };
  if (file.file_data == null) {
    throw badRequest(
      `Missing required parameter: '${place}.file_id'.`,
      `${place}.file_id`,
      'missing_required_parameter',
    );
  }
  const read = readDataUrl(file.file_data);
  if (read === null) {
    throw badRequest(
      `Invalid '${place}.file_data'. Expected a Base64-encoded data URL with a media type (e.g. 'data:application/pdf;base64,...').`,
      `${place}.file_data`,
      'invalid_value',
    );
  }
  const what = inlineMedia(read.mediaType, read.data);
  if (what === null)
    throw badRequest(`The file at '${place}.file_data' could not be read.`, place, 'invalid_file');
  return { kind: 'document', what, name };
}
