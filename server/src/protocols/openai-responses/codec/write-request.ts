import type { JsonObject } from '../../../lib/json-object.ts';
import type { RequestTarget, WrittenRequest } from '../../codec.ts';
import type { Message } from '../../conversation/conversation.ts';
import type { ModelRequest } from '../../conversation/model-request.ts';
import { settingsForOpenAi, toolsForOpenAi } from '../../settings-for-openai.ts';
import { UnsupportedFeatures } from '../../unsupported-features.ts';
import { writeInput } from './write-input.ts';
import { writeSettings } from './write-settings.ts';
import { writeToolChoice, writeTools } from './write-tools.ts';

/** The usage of a stream is always told here. */
export function writeRequest(request: ModelRequest, target: RequestTarget): WrittenRequest {
  const unsupported = new UnsupportedFeatures();
  const { messages } = request;
  const tools = toolsForOpenAi(request.tools, target.model, unsupported);
  const settings = settingsForOpenAi(request.settings, target.model, unsupported);
  const { tool_choice: choice } = settings;
  const [instructions, rest] = takeInstructions(messages);
  const input = writeInput(rest, unsupported);
  const writtenTools = writeTools(tools, unsupported);
  const sendsReasoning = input.some(({ type }) => type === 'reasoning');
  const body: JsonObject = {
    model: target.model,
    ...(instructions === null ? {} : { instructions }),
    input,
    ...(writtenTools.length === 0 ? {} : { tools: writtenTools }),
    ...(choice === undefined ? {} : { tool_choice: writeToolChoice(choice, tools) }),
    ...writeSettings(settings, sendsReasoning, unsupported),
    ...(target.stream ? { stream: true } : {}),
  };
  return { body: Buffer.from(JSON.stringify(body)), unsupported: unsupported.list() };
}

/** What a conversation begins with, where it is one text that the model is told; and the messages behind it. */
function takeInstructions(
  messages: readonly Message[],
): readonly [string | null, readonly Message[]] {
  const [first, ...rest] = messages;
  const [only, ...more] = first?.parts ?? [];
  if (first?.role !== 'system' || first.name !== null || only?.type !== 'text' || more.length > 0) {
    return [null, messages];
  }
  const plain = only.content !== '' && only.cache === undefined && only.signature === undefined;
  return plain ? [only.content, rest] : [null, messages];
}
