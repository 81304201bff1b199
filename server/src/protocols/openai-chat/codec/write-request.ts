import type { RequestTarget, WrittenRequest } from '../../codec.ts';
import type { ModelRequest } from '../../conversation/model-request.ts';
import { settingsForOpenAi, toolsForOpenAi } from '../../settings-for-openai.ts';
import { UnsupportedFeatures } from '../../unsupported-features.ts';
import { writeMessages } from './write-messages.ts';
import { writeSettings } from './write-settings.ts';
import { writeTools } from './write-tools.ts';

/** A request for a chat. */
export function writeRequest(request: ModelRequest, target: RequestTarget): WrittenRequest {
  const { messages, others } = request;
  const { model, stream, askForUsage, quirks = {} } = target;
  const unsupported = new UnsupportedFeatures();
  for (const member of others) unsupported.add(member);
  const settings = settingsForOpenAi(request.settings, model, unsupported);
  const tools = toolsForOpenAi(request.tools, model, unsupported);
  const body = {
    model,
    messages: writeMessages(messages, quirks, unsupported),
    ...writeTools(tools, unsupported),
    ...writeSettings(settings, tools, quirks, unsupported),
    ...(stream ? { stream: true } : {}),
    ...(stream && askForUsage ? { stream_options: { include_usage: true } } : {}),
  };
  return { body: Buffer.from(JSON.stringify(body)), unsupported: unsupported.list() };
}
