import type { RequestTarget, WrittenRequest } from '../../codec.ts';
import type { ModelRequest } from '../../conversation/model-request.ts';
import { UnsupportedFeatures } from '../../unsupported-features.ts';
import { writeContents } from './write-contents.ts';
import { nameUnsupported, writeMore, writeSettings } from './write-settings.ts';
import { writeTools } from './write-tools.ts';

/** The body of a request; its model, and whether it streams, stand in its address. */
export function writeRequest(request: ModelRequest, { model }: RequestTarget): WrittenRequest {
  const { messages, tools, settings } = request;
  const unsupported = new UnsupportedFeatures();
  nameUnsupported(settings, unsupported);
  const generationConfig = writeSettings(settings, model);
  const body = {
    ...writeContents(messages, model, unsupported),
    ...writeTools(tools, settings.tool_choice, unsupported),
    ...(generationConfig === undefined ? {} : { generationConfig }),
    ...writeMore(settings),
  };
  return { body: Buffer.from(JSON.stringify(body)), unsupported: unsupported.list() };
}
