import type { TraceDetail } from '../types.ts';

type Called = Pick<TraceDetail, 'protocol' | 'operation' | 'stream' | 'requested_model'>;

const OPENAI: { readonly [operation: string]: string } = {
  chat: 'chat/completions',
  text_completion: 'completions',
  embeddings: 'embeddings',
  rerank: 'rerank',
  moderation: 'moderations',
  image_generation: 'images/generations',
  image_edit: 'images/edits',
  speech: 'audio/speech',
  transcription: 'audio/transcriptions',
  translation: 'audio/translations',
};
const ANTHROPIC: { readonly [operation: string]: string } = {
  chat: '/v1/messages',
  count_tokens: '/v1/messages/count_tokens',
};

export interface GatewayAddress {
  readonly path: string;
  /** Azure's form, where the body names no model. */
  readonly namesModel: boolean;
}

/** Where a client of the request's protocol asks for it; null where that is not known. `body`: as it was sent. */
export function addressOf(called: Called, body: string): GatewayAddress | null {
  const { protocol, operation } = called;
  switch (protocol) {
    case 'openai':
      return openAi(OPENAI[operation], called.requested_model, body);
    case 'openai-responses':
      return operation === 'chat' ? at('/v1/responses') : null;
    case 'anthropic':
      return at(ANTHROPIC[operation]);
    case 'gemini':
      return at(gemini(called, body));
    default:
      return null;
  }
}

function at(path: string | null | undefined): GatewayAddress | null {
  return path === null || path === undefined ? null : { path, namesModel: false };
}

function openAi(path: string | undefined, model: string, body: string): GatewayAddress | null {
  if (path === undefined) return null;
  if (membersOf(body)?.['model'] !== undefined) return at(`/v1/${path}`);
  const deployment = `/openai/deployments/${encodeURIComponent(model)}/${path}`;
  return { path: `${deployment}?api-version=2024-10-21`, namesModel: true };
}

/** Its models stand in the address, with their slashes. */
function gemini({ operation, stream, requested_model }: Called, body: string): string | null {
  const model = requested_model.split('/').map(encodeURIComponent).join('/');
  const call = geminiCall(operation, stream, body);
  return call === null ? null : `/v1beta/models/${model}:${call}`;
}

function geminiCall(operation: string, stream: boolean, body: string): string | null {
  switch (operation) {
    case 'chat':
      return stream ? 'streamGenerateContent?alt=sse' : 'generateContent';
    case 'count_tokens':
      return 'countTokens';
    case 'embeddings':
      return membersOf(body)?.['requests'] === undefined ? 'embedContent' : 'batchEmbedContents';
    default:
      return null;
  }
}

/** Of a JSON object; null of anything else. */
export function membersOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
