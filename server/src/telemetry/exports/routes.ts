import { z } from 'zod';
import type { Blobs } from '../../platform/blobs/index.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import { type Endpoint, endpoint, PageQuery, rawEndpoint } from '../../platform/http/index.ts';
import { type JobQueue, OPEN_STATES, requestCancel } from '../../platform/jobs/index.ts';
import { type Mutate, newestFirst } from '../../platform/management/index.ts';
import type { Database } from '../../platform/postgres/index.ts';
import { blobsOf, exportRequests } from './export-job.ts';
import { exportsOf, findExport, lockOwnExport, showExport } from './queries.ts';
import {
  CreateExport,
  DownloadQuery,
  Export,
  ExportInput,
  ExportPage,
  ExportParams,
  RemovedExport,
} from './schema.ts';
import { sendExport } from './send-export.ts';

export interface ExportsContext {
  readonly db: Database;
  readonly mutate: Mutate;
  readonly queue: JobQueue;
  readonly blobs: Blobs;
}

const tag = 'exports';
const scope = 'traces:read';

/** Requests as a file, however many: made in the background, kept for a day. */
export function exportEndpoints(context: ExportsContext): Endpoint[] {
  return [
    create(context),
    list(context),
    get(context),
    cancel(context),
    remove(context),
    file(context),
  ];
}

function create({ mutate, queue }: ExportsContext): Endpoint {
  return endpoint({
    method: 'POST',
    path: '/api/v1/exports',
    operationId: 'createExport',
    summary:
      'Asks for a file of all requests that a filter finds, with texts where the caller may read them.',
    tag,
    scope,
    body: CreateExport,
    response: Export,
    status: 202,
    async handler(call) {
      const { caller, body } = call;
      const { format, ...filter } = body;
      const content = caller.scopes.has('traces:content');
      if (Date.parse(filter.to) <= Date.parse(filter.from)) {
        throw new SignalboxError(
          'request_invalid',
          'body/to: it is not after `from`',
          'Give a range whose end is after its beginning.',
        );
      }
      if (filter.text !== undefined && !content) {
        throw new SignalboxError(
          'scope_missing',
          'this caller may not search in texts: the scope traces:content is missing',
          'Leave `text` out, or use a key with that scope.',
        );
      }
      await queue.ready(exportRequests);
      const { answer } = await mutate('createExport', call, async (trx) => {
        const run = await queue.enqueue(trx, caller, exportRequests, { format, content, filter });
        const answer = showExport(run, caller);
        return { answer, audit: auditOf('export.create', run.id, null, answer), ops: [] };
      });
      queue.wake();
      return answer;
    },
  });
}

function list({ db }: ExportsContext): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/v1/exports',
    operationId: 'listExports',
    summary: 'The project’s exports of the last day, newest first.',
    tag,
    scope,
    query: PageQuery,
    response: ExportPage,
    handler: ({ caller, query }) =>
      newestFirst(exportsOf(db, caller), query, (runs) =>
        runs.map((run) => showExport(run, caller)),
      ),
  });
}

function get({ db }: ExportsContext): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/v1/exports/:id',
    operationId: 'getExport',
    summary: 'How far an export has come.',
    tag,
    scope,
    params: ExportParams,
    response: Export,
    handler: async ({ caller, params }) =>
      showExport(await findExport(db, caller, params.id), caller),
  });
}

function cancel({ mutate }: ExportsContext): Endpoint {
  return endpoint({
    method: 'POST',
    path: '/api/v1/exports/:id/cancel',
    operationId: 'cancelExport',
    summary: 'Stops an export of the caller’s own: at once, or at its next page.',
    tag,
    scope,
    params: ExportParams,
    response: Export,
    async handler(call) {
      const { caller, params } = call;
      const { answer } = await mutate('cancelExport', call, async (trx) => {
        const old = await lockOwnExport(trx, caller, params.id);
        const run = await requestCancel(trx, old.id);
        if (run === undefined) {
          throw new SignalboxError(
            'conflict',
            `the export is over: it has ${old.state}`,
            'Delete it if its file is not wanted.',
          );
        }
        const before = showExport(old, caller);
        const answer = showExport(run, caller);
        return { answer, audit: auditOf('export.cancel', run.id, before, answer), ops: [] };
      });
      return answer;
    },
  });
}

function remove({ mutate, blobs }: ExportsContext): Endpoint {
  return endpoint({
    method: 'DELETE',
    path: '/api/v1/exports/:id',
    operationId: 'deleteExport',
    summary: 'Deletes an export of the caller’s own, with its file.',
    tag,
    scope,
    params: ExportParams,
    response: RemovedExport,
    async handler(call) {
      const { caller, params } = call;
      const { answer } = await mutate('deleteExport', call, async (trx) => {
        const old = await lockOwnExport(trx, caller, params.id);
        if (OPEN_STATES.some((state) => state === old.state)) {
          throw new SignalboxError('conflict', 'the export is in work', 'Cancel it first.');
        }
        await blobs.removeAll(blobsOf(old.id));
        await trx.deleteFrom('job_runs').where('id', '=', old.id).execute();
        return {
          answer: { id: old.id, removed: true as const },
          audit: auditOf('export.delete', old.id, showExport(old, caller), null),
          ops: [],
        };
      });
      return answer;
    },
  });
}

function file({ db, blobs }: ExportsContext): Endpoint {
  return rawEndpoint({
    method: 'GET',
    path: '/api/v1/exports/:id/file',
    operationId: 'downloadExport',
    summary: 'The file of an export, as a download.',
    tag,
    scope,
    params: ExportParams,
    query: DownloadQuery,
    response: z.string().describe('CSV with a head, or a JSON object a line.'),
    async raw({ caller, params, response, takeOver }) {
      const run = await findExport(db, caller, ExportParams.parse(params).id);
      if (run.state !== 'succeeded') {
        throw new SignalboxError(
          'conflict',
          `the export has no file: its state is "${run.state}"`,
          'Wait until it has succeeded.',
        );
      }
      if (ExportInput.parse(run.input).content && !caller.scopes.has('traces:content')) {
        throw new SignalboxError(
          'scope_missing',
          'the file has texts of requests, and the scope traces:content is missing',
          'Ask for an export of your own, which leaves them out.',
        );
      }
      await sendExport(run, blobs, response, takeOver);
    },
  });
}

const auditOf = (action: string, id: string, before: Export | null, after: Export | null) => ({
  action,
  target: { kind: 'export', id },
  before,
  after,
});
