import { unwrap } from '@signalbox/sdk';
import { useApiMutation } from '../../data/use-api-mutation.ts';
import { useApiQuery } from '../../data/use-api-query.ts';
import type { TraceFilter } from '../../observe/trace-filter.ts';
import type { Export } from './types.ts';

const KEY = ['exports'];
const changes = { changes: [KEY, ['audit']] };
const EVERY_MS = 1_000;

/** The newest exports of the project, looked at again and again while one is in work. */
export const useExports = () =>
  useApiQuery(
    KEY,
    (api, signal) =>
      unwrap(api.GET('/api/v1/exports', { params: { query: { limit: 100 } }, signal })),
    { refetchMs: (page) => (page?.data.some(isOpen) ? EVERY_MS : false) },
  );

export const isOpen = ({ state }: Pick<Export, 'state'>): boolean =>
  state === 'queued' || state === 'running';

export const useCreateExport = (onSuccess: () => void) =>
  useApiMutation(
    (api, body: { readonly format: Export['format'] } & TraceFilter) =>
      unwrap(api.POST('/api/v1/exports', { body })),
    { ...changes, onSuccess },
  );

export const useCancelExport = () =>
  useApiMutation(
    (api, id: string) =>
      unwrap(api.POST('/api/v1/exports/{id}/cancel', { params: { path: { id } } })),
    changes,
  );

export const useDeleteExport = () =>
  useApiMutation(
    (api, id: string) => unwrap(api.DELETE('/api/v1/exports/{id}', { params: { path: { id } } })),
    changes,
  );
