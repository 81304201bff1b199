/** Endpoints that people copy along from an example. `/models` is none of them: it is part of some hosts' base URLs. */
const ENDPOINT = /\/(?:chat\/completions|completions|embeddings|responses)$/;

/** A base URL as it is stored: without slashes at its end, and without an endpoint, which would stand in each call twice. */
export function storedBaseUrl(text: string): string {
  const trimmed = text.replace(/\/+$/, '');
  return trimmed.replace(ENDPOINT, '').replace(/\/+$/, '');
}
