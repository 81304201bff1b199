import { bomLength } from '../../byte-order-mark.ts';
import type { Message } from '../../conversation/conversation.ts';
import type { ModelRequest, Settings } from '../../conversation/model-request.ts';
import { parseBytes } from '../../json.ts';
import type { ParsedRequest } from '../../parsed-request.ts';
import { RequestFault } from '../../request-fault.ts';
import { readDetail } from './media-resolution.ts';
import { readContents, readParts } from './read-contents.ts';
import { readSettings } from './read-settings.ts';
import { readToolChoice, readTools } from './read-tools.ts';
import { GeminiMembers } from './spelling.ts';

/**
 * A request for an answer, or for what it comes to in tokens, in the normal form. Throws a `RequestFault`. Safety settings and
 * a stored cache have no place in it: no other protocol has them.
 */
export function readRequest({ document: { bytes }, operation }: ParsedRequest): ModelRequest {
  if (operation === 'embeddings') throw embeddingsFault();
  const body = new GeminiMembers(parseBytes(bytes, bomLength(bytes)));
  const counted = operation === 'count_tokens' ? body.object('generateContentRequest') : undefined;
  return readBody(counted ?? body);
}

function embeddingsFault(): RequestFault {
  return new RequestFault(
    'request_invalid',
    'a request for embeddings cannot be translated for a provider of another protocol yet',
    "Send it to a model of a provider that speaks Gemini's protocol.",
    'model',
  );
}

function readBody(body: GeminiMembers): ModelRequest {
  const others: string[] = [];
  const { choice, strict } = readToolChoice(body.object('toolConfig'), others);
  const settings: Settings = {
    ...readSettings(body.object('generationConfig'), others),
    ...readMore(body),
    ...(choice === undefined ? {} : { tool_choice: choice }),
  };
  const detail = readDetail(body.object('generationConfig')?.text('mediaResolution'));
  const messages = [
    ...readSystem(body, others),
    ...readContents(body.objects('contents'), others).map((message) => detailed(message, detail)),
  ];
  const tools = readTools(body.objects('tools'), strict, others);
  // It stands in the address; a client may repeat it.
  body.skip('model');
  return { messages, tools, settings, others: [...others, ...readFilters(body), ...body.rest()] };
}

/** Some clients always turn Google's filters off, which is to ask nothing of a provider that has none. */
function readFilters(body: GeminiMembers): string[] {
  const asked = body
    .objects('safetySettings')
    .some((setting) => !['BLOCK_NONE', 'OFF'].includes(setting.text('threshold') ?? ''));
  return asked ? ['safetySettings'] : [];
}

function readSystem(body: GeminiMembers, others: string[]): Message[] {
  const content = body.object('systemInstruction');
  if (content === undefined) return [];
  content.skip('role');
  const parts = readParts(content, others).map(({ part }) => part);
  return parts.length === 0 ? [] : [{ role: 'system', name: null, parts }];
}

/** What is said of all media is said of each image that says nothing else. */
function detailed(message: Message, detail: string | undefined): Message {
  if (detail === undefined) return message;
  const parts = message.parts.map((part) =>
    part.type === 'image' ? { ...part, detail: part.detail ?? detail } : part,
  );
  return { ...message, parts };
}

function readMore(body: GeminiMembers): Settings {
  const tier = body.text('serviceTier')?.toLowerCase();
  const store = body.flag('store');
  const labels = body.record('labels', isText, 'texts');
  return {
    ...(tier === undefined || tier === 'unspecified'
      ? {}
      : { service_tier: tier === 'standard' ? 'default' : tier }),
    ...(store === undefined ? {} : { store }),
    ...(labels === undefined ? {} : { metadata: labels }),
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';
