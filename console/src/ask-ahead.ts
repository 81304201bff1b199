import type { QueryClient } from '@tanstack/react-query';
import { createApi } from './data/api.ts';
import type { Moments } from './data/moments.ts';
import { findPlace, rememberedPlace } from './data/place.ts';
import { placeKeyOf } from './data/question.ts';
import { readRange } from './data/range.ts';
import type { Search } from './data/search.ts';
import { sessionQuery } from './data/session.ts';
import { traceFilter } from './observe/trace-filter.ts';
import { usageQuestion } from './observe/usage-question.ts';
import { listFilter, listOrder, listQuestion } from './pages/requests/list-question.ts';

export interface RouterContext {
  readonly queryClient: QueryClient;
  readonly moments: Moments;
}

/** Asks for what a page shows first while its code is on its way, or when a pointer rests on a link to it. */
export type AskAhead = (context: RouterContext, path: string, search: Search) => void;

export const askForRequests: AskAhead = (context, path, search) => {
  const where = whereOf(context, path, search);
  if (where === null) return;
  const { api, place, placeKey, filter } = where;
  const content = place.project.scopes.includes('traces:content');
  void context.queryClient.prefetchInfiniteQuery(
    listQuestion(api, placeKey, listFilter(filter, search, content), listOrder(search)),
  );
};

export const askForOverview: AskAhead = (context, path, search) => {
  const where = whereOf(context, path, search);
  if (where === null) return;
  const { key, read } = usageQuestion(where.filter, {});
  void context.queryClient.prefetchQuery({
    queryKey: [...where.placeKey, ...key],
    queryFn: ({ signal }) => read(where.api, signal),
  });
};

/** Null where nobody is signed in, and where there is no place. */
function whereOf({ queryClient, moments }: RouterContext, path: string, search: Search) {
  const session = queryClient.getQueryData(sessionQuery.queryKey);
  if (session === undefined || session === null) return null;
  const place = findPlace(session, search, rememberedPlace());
  if (place === null) return null;
  return {
    place,
    placeKey: placeKeyOf(place),
    filter: traceFilter(search, place, readRange(search, moments.of(path))),
    api: createApi({
      csrfToken: session.csrf_token,
      project: place.project.id,
      environment: place.environment.id,
    }),
  };
}
