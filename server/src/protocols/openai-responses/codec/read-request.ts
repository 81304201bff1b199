import { bomLength } from '../../byte-order-mark.ts';
import type { ModelRequest } from '../../conversation/model-request.ts';
import { parseBytes } from '../../json.ts';
import { Members } from '../../members.ts';
import type { ParsedRequest } from '../../parsed-request.ts';
import { joinItems, readItems } from './read-messages.ts';
import { readSettings } from './read-settings.ts';
import { readTools } from './read-tools.ts';
import { StrictReading } from './reading.ts';

/** A request in the normal form. What needs a store of responses (`background`, `previous_response_id`) is named in `others`. */
export function readRequest({ document }: ParsedRequest): ModelRequest {
  const reading = new StrictReading();
  const body = bodyOf(document.bytes);
  const messages = joinItems(readItems(body, reading));
  const tools = readTools(body, reading);
  const settings = readSettings(body, reading);
  skipDefaults(body, reading);
  const { hints } = reading;
  return {
    messages,
    tools,
    settings,
    others: [...reading.others, ...body.rest()],
    ...(hints.length === 0 ? {} : { hints }),
  };
}

export function bodyOf(bytes: Buffer): Members {
  return new Members(parseBytes(bytes, bomLength(bytes)));
}

/** What says no more than what holds without it. */
function skipDefaults(body: Members, reading: StrictReading): void {
  body.skip('model', 'stream');
  if (body.value['background'] === false) body.skip('background');
  if (body.value['truncation'] === 'disabled') body.skip('truncation');
  const stream = body.object('stream_options');
  if (stream?.value['include_obfuscation'] === false) stream.skip('include_obfuscation');
  reading.other(...(stream?.rest() ?? []));
}
