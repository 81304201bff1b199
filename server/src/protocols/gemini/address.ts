import type { AnswerForm, Operation, ParsedRequest } from '../parsed-request.ts';
import type { CallAddress } from '../protocol.ts';
import { RequestFault } from '../request-fault.ts';

/**
 * A model's name may hold slashes and colons; the method stands behind the last one. Google's own client says `v1` from its
 * third version on, for the same methods. Other clients take a name with a slash for the whole of a path, and put no `models/`
 * before it.
 */
const METHOD = /^\/v1(?:beta)?\/(?:models\/|(?=[^/:]+\/[^:]))(.+):(\w+)$/;
/** Google calls its own parameters so as well. */
const ALT = ['alt', '$alt'] as const;

interface Method {
  readonly operation: Operation;
  readonly batch?: boolean;
}

const METHODS: ReadonlyMap<string, Method> = new Map([
  ['generateContent', { operation: 'chat' }],
  ['streamGenerateContent', { operation: 'chat' }],
  ['countTokens', { operation: 'count_tokens' }],
  ['embedContent', { operation: 'embeddings', batch: false }],
  ['batchEmbedContents', { operation: 'embeddings', batch: true }],
]);

/**
 * What an address of the Gemini API asks for: `/v1beta/models/{model}:{method}`, with `?alt=sse` where a stream is wanted as
 * events. `query` has no question mark. Null where it is none.
 */
export function readAddress(path: string, query: string): CallAddress | null {
  const [, named, method = ''] = METHOD.exec(path) ?? [];
  const known = METHODS.get(method);
  const model = named === undefined ? null : decoded(named);
  if (known === undefined || model === null) return null;
  return { ...known, model, form: method.startsWith('stream') ? streamForm(query) : 'whole' };
}

function streamForm(query: string): AnswerForm {
  const parameters = new URLSearchParams(query);
  return ALT.some((name) => parameters.get(name) === 'sse') ? 'events' : 'json_array';
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    // A per cent sign that escapes nothing.
    return null;
  }
}

/**
 * Where a provider takes such a request. A stream is asked for as events unless the client gets it as a list. Throws a
 * `RequestFault` of an operation that Gemini does not have.
 */
export function upstreamPath(
  request: Pick<ParsedRequest, 'operation' | 'stream' | 'form' | 'batch'>,
  model: string,
): string {
  const name = resourceName(model).split('/').map(encodeURIComponent).join('/');
  return `/v1beta/${name}:${methodOf(request)}`;
}

function methodOf({
  operation,
  stream,
  form,
  batch,
}: Pick<ParsedRequest, 'operation' | 'stream' | 'form' | 'batch'>): string {
  if (operation !== 'chat' && operation !== 'embeddings' && operation !== 'count_tokens') {
    throw new RequestFault(
      'request_invalid',
      `Gemini's API has no ${operation.replaceAll('_', ' ')} as it is asked for`,
      'Ask for a chat, or choose another model.',
      'model',
    );
  }
  if (operation === 'embeddings') return batch === false ? 'embedContent' : 'batchEmbedContents';
  if (operation === 'count_tokens') return 'countTokens';
  if (!stream) return 'generateContent';
  return form === 'json_array' ? 'streamGenerateContent' : 'streamGenerateContent?alt=sse';
}

/** As bodies name a model: `models/gemini-2.5-flash`, `tunedModels/mine`. */
export function resourceName(model: string): string {
  return model.startsWith('models/') || model.startsWith('tunedModels/')
    ? model
    : `models/${model}`;
}
