import { type paths, type Signalbox, unwrap } from '@signalbox/sdk';

import { type ApiAnswer, useApiQuery } from './use-api-query.ts';
import { usePlace } from './use-place.ts';
import { useRange } from './use-range.ts';

const readModels = (api: Signalbox, signal: AbortSignal, query: Query) =>
  unwrap(api.GET('/api/v1/models', { params: { query }, signal }));

type Query = NonNullable<paths['/api/v1/models']['get']['parameters']['query']>;
type ModelPage = Awaited<ReturnType<typeof readModels>>;

/** Of the stored lists alone: soon there, and cheap to ask for again. */
export function useStoredModels(
  options: { readonly refetchMs?: number } = {},
): ApiAnswer<ModelPage> {
  return useApiQuery(
    ['models', 'stored'],
    (api, signal) => readModels(api, signal, { sources: 'stored' }),
    options,
  );
}

/** Every model that can be called or was used in the page's range, with what it cost and how it did there. */
export function useKnownModels(): ApiAnswer<ModelPage> {
  const {
    range: { from, to },
  } = useRange();
  const { environment } = usePlace();
  const query = { from, to, environment: environment.id };
  return useApiQuery(['models', 'known', query], (api, signal) => readModels(api, signal, query));
}

/** Those that can be called, used or not. */
export function useCallableModels(): ApiAnswer<ModelPage> {
  return useApiQuery(['models', 'callable'], (api, signal) =>
    readModels(api, signal, { sources: 'stored,live' }),
  );
}
