import { newId } from '../../lib/ids.ts';
import { type Endpoint, endpoint, PageQuery, pageOf } from '../../platform/http/index.ts';
import {
  expectVersion,
  isAlready,
  type Mutate,
  newestFirst,
  unchanged,
  uniqueOr,
} from '../../platform/management/index.ts';
import type { Database } from '../../platform/postgres/index.ts';
import { checkRoom, lockDeletable, lockOwnView, showView, visibleViews } from './queries.ts';
import { CreateView, RemovedView, UpdateView, View, ViewFilter, ViewParams } from './schema.ts';

export interface ViewsContext {
  readonly db: Database;
  readonly mutate: Mutate;
}

const tag = 'views';
/** Who may look at requests may keep how they look at them. */
const scope = 'traces:read';
const TAKEN = {
  message: 'you have a view of this name on this page',
  next: 'Take another name, or change that view.',
};

/** Saved views: each is its owner's, and is seen by the project when it is shared. */
export function viewEndpoints(context: ViewsContext): Endpoint[] {
  return [list(context), create(context), update(context), remove(context)];
}

function list({ db }: ViewsContext): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/v1/views',
    operationId: 'listViews',
    summary: 'The caller’s saved views and those shared with the project, newest first.',
    tag,
    scope,
    query: PageQuery.extend(ViewFilter.shape),
    response: pageOf(View),
    async handler({ caller, query }) {
      let views = visibleViews(db, caller);
      if (query.page !== undefined) views = views.where('page', '=', query.page);
      return await newestFirst(views, query, (rows) => rows.map((row) => showView(row, caller)));
    },
  });
}

function create({ mutate }: ViewsContext): Endpoint {
  return endpoint({
    method: 'POST',
    path: '/api/v1/views',
    operationId: 'createView',
    summary: 'Saves what a page shows under a name.',
    tag,
    scope,
    body: CreateView,
    response: View,
    status: 201,
    async handler(call) {
      const { caller, body } = call;
      const { answer } = await mutate('createView', call, async (trx) => {
        await checkRoom(trx, caller, { own: true, shared: body.shared });
        const row = await uniqueOr(TAKEN, () =>
          trx
            .insertInto('saved_views')
            .values({
              id: newId<'view'>(),
              organisation_id: caller.organisationId,
              project_id: caller.projectId,
              owner_id: caller.keyId,
              ...body,
            })
            .returningAll()
            .executeTakeFirstOrThrow(),
        );
        const shown = showView(row, caller);
        return {
          answer: shown,
          audit: {
            action: 'view.create',
            target: { kind: 'view', id: row.id },
            before: null,
            after: shown,
          },
          ops: [],
        };
      });
      return answer;
    },
  });
}

function update({ mutate }: ViewsContext): Endpoint {
  return endpoint({
    method: 'PATCH',
    path: '/api/v1/views/:id',
    operationId: 'updateView',
    summary: 'Changes a view of the caller’s own: its name, what it shows, who sees it.',
    tag,
    scope,
    params: ViewParams,
    body: UpdateView,
    response: View,
    async handler(call) {
      const { caller, params, body, headers } = call;
      const { answer } = await mutate('updateView', call, async (trx) => {
        const old = await lockOwnView(trx, caller, params.id);
        expectVersion(headers.ifMatch, old.version);
        const wanted = {
          name: body.name ?? old.name,
          search: body.search ?? old.search,
          shared: body.shared ?? old.shared,
        };
        if (isAlready(old, wanted)) return unchanged(showView(old, caller));
        if (wanted.shared && !old.shared)
          await checkRoom(trx, caller, { own: false, shared: true });
        const row = await uniqueOr(TAKEN, () =>
          trx
            .updateTable('saved_views')
            .set(wanted)
            .where('id', '=', old.id)
            .returningAll()
            .executeTakeFirstOrThrow(),
        );
        const after = showView(row, caller);
        return {
          answer: after,
          audit: {
            action: 'view.update',
            target: { kind: 'view', id: row.id },
            before: showView(old, caller),
            after,
          },
          ops: [],
        };
      });
      return answer;
    },
  });
}

function remove({ mutate }: ViewsContext): Endpoint {
  return endpoint({
    method: 'DELETE',
    path: '/api/v1/views/:id',
    operationId: 'deleteView',
    summary:
      'Removes a view of the caller’s own; admins of the project also remove what others share.',
    tag,
    scope,
    params: ViewParams,
    response: RemovedView,
    async handler(call) {
      const { caller, params, headers } = call;
      const { answer } = await mutate('deleteView', call, async (trx) => {
        const old = await lockDeletable(trx, caller, params.id);
        expectVersion(headers.ifMatch, old.version);
        await trx.deleteFrom('saved_views').where('id', '=', old.id).execute();
        return {
          answer: { id: old.id, removed: true as const },
          audit: {
            action: 'view.delete',
            target: { kind: 'view', id: old.id },
            before: showView(old, caller),
            after: null,
          },
          ops: [],
        };
      });
      return answer;
    },
  });
}
