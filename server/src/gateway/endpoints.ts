import type { IncomingHttpHeaders } from 'node:http';
import {
  anthropic,
  type CallAddress,
  gemini,
  geminiAddress,
  type Operation,
  openaiChat,
  openaiResponses,
  type Protocol,
} from '../protocols/index.ts';
import { type FilesEndpoint, filesAddress } from './files/files-address.ts';
import { type KeptEndpoint, keptAddress } from './kept/kept-address.ts';
import { anthropicModels, geminiModels, type ModelShape, openAiModels } from './model-shapes.ts';

/** Where a client asks a model something. */
export interface InferenceEndpoint extends CallAddress {
  readonly kind: 'inference';
  readonly method: 'POST';
  /** The client's. */
  readonly protocol: Protocol;
  /** Its body may be a form with files in it. */
  readonly takesForms: boolean;
}

/** Which models there are, in the form of the client's protocol. */
interface ListEndpoint {
  readonly method: 'GET';
  readonly protocol: Protocol;
  readonly shape: ModelShape;
}

/** What a path of the gateway's port leads to. */
export type Endpoint =
  | InferenceEndpoint
  | KeptEndpoint
  | FilesEndpoint
  | (ListEndpoint & { readonly kind: 'models' })
  /** One model; its id is what follows the path, and may hold slashes. */
  | (ListEndpoint & { readonly kind: 'model'; readonly id: string })
  | { readonly kind: 'health' | 'ready' | 'metrics'; readonly method: 'GET' };

/** One whose model, and whether it streams, stand in its body. */
function inference(
  protocol: Protocol,
  operation: Operation,
  takesForms = false,
): InferenceEndpoint {
  const kind = { kind: 'inference', method: 'POST' } as const;
  return { ...kind, protocol, operation, takesForms, model: null, form: null };
}

const OPENAI_CALLS = {
  'chat/completions': inference(openaiChat, 'chat'),
  completions: inference(openaiChat, 'text_completion'),
  embeddings: inference(openaiChat, 'embeddings'),
  rerank: inference(openaiChat, 'rerank'),
  moderations: inference(openaiChat, 'moderation'),
  'images/generations': inference(openaiChat, 'image_generation'),
  'images/edits': inference(openaiChat, 'image_edit', true),
  'audio/speech': inference(openaiChat, 'speech'),
  'audio/transcriptions': inference(openaiChat, 'transcription', true),
  'audio/translations': inference(openaiChat, 'translation', true),
} as const;
const OPENAI_LIST: ListEndpoint = { method: 'GET', protocol: openaiChat, shape: openAiModels };
const ANTHROPIC_LIST: ListEndpoint = {
  method: 'GET',
  protocol: anthropic,
  shape: anthropicModels,
};
const GEMINI_LIST: ListEndpoint = { method: 'GET', protocol: gemini, shape: geminiModels };

/** Addresses that are the same for every call: each protocol's own, and behind its makers' name. */
const FIXED: ReadonlyMap<string, Endpoint> = new Map([
  ...['/v1', '/openai/v1'].flatMap((prefix): [string, Endpoint][] => [
    ...Object.entries(OPENAI_CALLS).map(([path, endpoint]): [string, Endpoint] => [
      `${prefix}/${path}`,
      endpoint,
    ]),
    [`${prefix}/responses`, inference(openaiResponses, 'chat')],
    [`${prefix}/models`, { kind: 'models', ...OPENAI_LIST }],
  ]),
  ...['', '/anthropic'].flatMap((prefix): [string, Endpoint][] => [
    [`${prefix}/v1/messages`, inference(anthropic, 'chat')],
    [`${prefix}/v1/messages/count_tokens`, inference(anthropic, 'count_tokens')],
  ]),
  ['/anthropic/v1/models', { kind: 'models', ...ANTHROPIC_LIST }],
  ...['', '/gemini'].map((prefix): [string, Endpoint] => [
    `${prefix}/v1beta/models`,
    { kind: 'models', ...GEMINI_LIST },
  ]),
  ['/healthz', { kind: 'health', method: 'GET' }],
  ['/readyz', { kind: 'ready', method: 'GET' }],
  ['/metrics', { kind: 'metrics', method: 'GET' }],
]);

const ONE_MODEL: readonly (readonly [RegExp, ListEndpoint])[] = [
  [/^\/anthropic\/v1\/models\/(.+)$/, ANTHROPIC_LIST],
  [/^(?:\/openai)?\/v1\/models\/(.+)$/, OPENAI_LIST],
  [/^(?:\/gemini)?\/v1beta\/models\/(.+)$/, GEMINI_LIST],
];
/** As Azure's clients write it: the name of a deployment is that of a model here. */
const DEPLOYMENT = /^\/openai\/deployments\/(.+?)\/((?:chat|images|audio)\/[a-z]+|[a-z]+)\/?$/;

/**
 * The endpoint of a request target (`/path?query`), or null. A slash at its end changes nothing. Where several protocols have an
 * address in common, the headers tell whose client it is.
 */
export function findEndpoint(target: string, headers: IncomingHttpHeaders): Endpoint | null {
  const query = target.indexOf('?');
  const path = query === -1 ? target : target.slice(0, query);
  const parameters = query === -1 ? '' : target.slice(query + 1);
  const found = FIXED.get(path) ?? FIXED.get(path.replace(/\/+$/, '')) ?? named(path, parameters);
  return found !== null && headers['anthropic-version'] !== undefined ? asAnthropic(found) : found;
}

/** One that has a name in it. */
function named(path: string, query: string): Endpoint | null {
  const [, deployment, call] = DEPLOYMENT.exec(path) ?? [];
  if (deployment !== undefined && call !== undefined && Object.hasOwn(OPENAI_CALLS, call)) {
    const endpoint = OPENAI_CALLS[call as keyof typeof OPENAI_CALLS];
    return { ...endpoint, model: decode(deployment) };
  }
  const address = geminiAddress(path.replace(/^\/gemini(?=\/)/, ''), query);
  if (address !== null) return { ...inference(gemini, address.operation), ...address };
  const kept = keptAddress(path, query) ?? filesAddress(path, query);
  if (kept !== null) return kept;
  for (const [pattern, list] of ONE_MODEL) {
    const id = pattern.exec(path)?.[1];
    if (id !== undefined) return { kind: 'model', ...list, id: decode(id) };
  }
  return null;
}

/** `/v1/models` is OpenAI's address and Anthropic's. */
function asAnthropic(endpoint: Endpoint): Endpoint {
  const listsOpenAi = 'shape' in endpoint && endpoint.protocol === openaiChat;
  return listsOpenAi ? { ...endpoint, ...ANTHROPIC_LIST } : endpoint;
}

/** Whose client an address is of, where it leads nowhere. */
export function protocolOf(target: string): Protocol {
  if (/^\/anthropic\/|^\/v1\/messages/.test(target)) return anthropic;
  return /^\/gemini\/|^\/v1beta\//.test(target) ? gemini : openaiChat;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
