import type { JsonObject } from '../../../lib/json-object.ts';
import type { RequestTarget, Unsupported, WrittenRequest } from '../../codec.ts';
import type { Message } from '../../conversation/conversation.ts';
import type { ModelRequest } from '../../conversation/model-request.ts';
import { UnsupportedFeatures } from '../../unsupported-features.ts';
import { levelOfAll } from './media-resolution.ts';
import { traitsOf } from './model-traits.ts';
import { writeContents } from './write-contents.ts';
import { nameUnsupported, writeMore, writeSettings } from './write-settings.ts';
import { writeTools } from './write-tools.ts';

/** The body of a request; its model, and whether it streams, stand in its address. */
export function writeRequest(request: ModelRequest, { model }: RequestTarget): WrittenRequest {
  const { body, unsupported } = writeBody(request, model);
  return { body: Buffer.from(JSON.stringify(body)), unsupported };
}

export function writeBody(
  request: ModelRequest,
  model: string,
): { readonly body: JsonObject; readonly unsupported: readonly Unsupported[] } {
  const { messages, tools, settings } = request;
  const unsupported = new UnsupportedFeatures();
  nameUnsupported(request, unsupported);
  const generationConfig = {
    ...writeSettings(settings, model, unsupported),
    ...mediaResolution(messages, model, unsupported),
  };
  const body = {
    ...writeContents(messages, model, unsupported),
    ...writeTools(tools, settings.tool_choice, unsupported),
    ...(Object.keys(generationConfig).length === 0 ? {} : { generationConfig }),
    ...writeMore(settings),
  };
  return { body, unsupported: unsupported.list() };
}

/** Of models that are not told it image by image. */
function mediaResolution(
  messages: readonly Message[],
  model: string,
  unsupported: UnsupportedFeatures,
): JsonObject {
  const level = traitsOf(model).mediaInside ? undefined : levelOfAll(messages);
  if (level === null) unsupported.addHint('detail of an image');
  return level === null || level === undefined ? {} : { mediaResolution: level };
}
