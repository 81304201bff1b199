import { requestDetail } from '../queries/detail.ts';
import type { TestStores } from './stores.ts';

/** A request as the API answers it, without its content. */
export function apiAnswer({ store }: TestStores, projectId: string, id: string) {
  const message = { v: 1 as const, project_id: projectId, content: false, id };
  return requestDetail(store, message, new AbortController().signal);
}
