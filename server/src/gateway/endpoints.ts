import { type CallAddress, type Operation, openaiChat, type Protocol } from '../protocols/index.ts';

/** Where a client asks a model something. */
export interface InferenceEndpoint extends CallAddress {
  readonly kind: 'inference';
  readonly method: 'POST';
  /** The client's. */
  readonly protocol: Protocol;
}

/** What a path of the gateway's port leads to. */
export type Endpoint =
  | InferenceEndpoint
  | { readonly kind: 'models'; readonly method: 'GET' }
  /** One model; its id is what follows the path, and may hold slashes. */
  | { readonly kind: 'model'; readonly method: 'GET'; readonly id: string }
  | { readonly kind: 'health' | 'ready' | 'metrics'; readonly method: 'GET' };

const ofOpenAi = (operation: Operation): InferenceEndpoint => ({
  kind: 'inference',
  method: 'POST',
  protocol: openaiChat,
  operation,
  model: null,
  form: null,
});
const chat = ofOpenAi('chat');
const completions = ofOpenAi('text_completion');
const embeddings = ofOpenAi('embeddings');

/** Every address of the gateway. The OpenAI protocol is served under both prefixes. */
const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map([
  ...['/v1', '/openai/v1'].flatMap((prefix): [string, Endpoint][] => [
    [`${prefix}/chat/completions`, chat],
    [`${prefix}/completions`, completions],
    [`${prefix}/embeddings`, embeddings],
    [`${prefix}/models`, { kind: 'models', method: 'GET' }],
  ]),
  ['/healthz', { kind: 'health', method: 'GET' }],
  ['/readyz', { kind: 'ready', method: 'GET' }],
  ['/metrics', { kind: 'metrics', method: 'GET' }],
]);

const ONE_MODEL = /^(?:\/openai)?\/v1\/models\/(.+)$/;

/** The endpoint of a request target (`/path?query`), or null. A slash at its end changes nothing. */
export function findEndpoint(target: string): Endpoint | null {
  const query = target.indexOf('?');
  const path = query === -1 ? target : target.slice(0, query);
  const known = ENDPOINTS.get(path) ?? ENDPOINTS.get(path.replace(/\/+$/, ''));
  if (known !== undefined) return known;
  const id = ONE_MODEL.exec(path)?.[1];
  return id === undefined ? null : { kind: 'model', method: 'GET', id: decode(id) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
