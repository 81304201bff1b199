import { isRemoteKind, type RemoteKindName } from './provider-kinds.ts';

/**
 * What people copy along from an example and each call has for itself, by the provider's kind. `/models` of OpenAI's protocol is
 * left: it is part of some hosts' base URLs.
 */
const COPIED: Readonly<Record<RemoteKindName, RegExp>> = {
  openai: /\/(?:chat\/completions|completions|embeddings|responses)$/,
  anthropic: /\/v1(?:\/(?:messages(?:\/count_tokens)?|models|complete))?$/,
  gemini: /\/v1(?:beta|alpha)?(?:\/(?:models|openai)(?:\/.*)?)?$/,
  vertex: /\/models(?:\/.*)?$/,
  cohere: /\/v[12](?:\/(?:chat|embed|models))?$/,
  bedrock: /\/model(?:\/.*)?$/,
  azure: /\/openai(?:\/v1|\/deployments)?(?:\/.*)?$/,
};

/** A base URL as it is stored: without slashes at its end, and without what would stand in each call twice. */
export function storedBaseUrl(text: string, kind: string): string {
  const trimmed = text.replace(/\/+$/, '');
  return isRemoteKind(kind) ? trimmed.replace(COPIED[kind], '').replace(/\/+$/, '') : trimmed;
}
